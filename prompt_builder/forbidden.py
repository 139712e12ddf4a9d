"""The words of what we never paint, English and Russian. Knows nothing of how they are looked for.

Each table gives regular expressions, separated by space, for one whole word or, with `_` for a space, for several words.
They are in folded spelling: lower case, no diacritics (й is и, ё is е).
"""

ALWAYS: dict[str, str] = {
    "sexual content or nudity": r"""
        sex(?!tet|tant|ton)\w*  (?:bi|uni|homo|a|inter|hetero|trans|over)sexual\w*  seks\w*  cybersex\w*  porn\w*
        xxx+  nsfw  hentai\w*  ecchi  milfs?  dilfs?  bdsm  onlyfans  playboy  erot\w+  fetish\w*  kink(?:y|s|ier)?
        orgasm\w*  org(?:y|ies)  masturbat\w*  ejaculat\w*  nud(?:e|es|ed|ity|ism|ist|ists)  naked\w*  unclothed
        undress\w*  disrob\w*  topless  bottomless
        bare_?(?:breast\w*|chest\w*|butt\w*|bottom\w*|body|bodied|skin|ass)  half_?naked
        (?:without|no|remov\w+|take_off|takes_off|taking_off|took_off|strip\w*_off)_(?:any_|all_|her_|his_|their_|the_)?(?:clothes|clothing|dress|bra|underwear|panties)
        wearing_nothing  birthday_suit  see_?through  strip(?:per|pers|tease\w*|club\w*|ping)  lingerie
        pant(?:y|ies)  thongs?  g_?string  bras?  breasts?  boob\w*  tits?  titt(?:y|ies)  nipples?  cleavages?
        genital\w*  penis\w*  vagin\w*  vulva\w*  clitor\w*  pubic  anal(?:ly)?  anus\w*  buttocks?  butts?  ass
        asses  arses?  booty  dick(?:s|head\w*)?  cocks?  cunts?  puss(?:y|ies)  cum(?:s|ming|shot\w*)?  blow_?jobs?
        hand_?jobs?  fuck\w*  motherfuck\w*  fck\w*  shag(?:ging)?  slut\w*  whor(?:e|es|ing)  hookers?
        prostitut\w*  brothel\w*  escort_(?:girl|service)s?  seduc\w*  sensual\w*  lust(?:ful|y)?  horny  aroused
        arousing  sultry  provocativ\w*  voyeur\w*  upskirt\w*  downblouse\w*  rap(?:e|ed|es|ing|ist|ists)
        molest\w*  incest\w*  bestial\w*  zoophil\w*  necrophil\w*  p(?:a)?edo(?:s|phil\w*)?  jailbait\w*
        loli(?:s|con|ta|tas)?  shota(?:con)?  barely_legal  underage\w*
        hot_(?:girl|teen|babe|chick|schoolgirl|boy)s?  секс(?!т[еа]т|тант)\w*  порн\w*  порево  хентаи\w*  эрот\w*
        фетиш\w*  оргазм\w*  орги[яиюе]\w*  мастурб\w*  онанир\w*  эякул\w*  нюд\w*  нудист\w*  нудизм\w*
        гол(?:ыи|ая|ое|ые|ого|ои|ую|ых|ым|ыми|ому|ышом|ышк\w*|еньк\w+|ен)(?!_(?:дерев|стен|ветк|ветв|скал|камн|земл))
        полугол\w*  наг(?:ои|ая|ие|их|ого|ую|им|ими|ишом|ота|оты|оту|отои)  обнаж\w+  полуобнаж\w+  ню  раздет\w*
        разде(?:ва\w+|ться|лась|лся|нь|вш\w+)  без_(?:одежды|трусов|лифчика|белья|купальника|платья|юбки)  топлес\w*
        стрипти\w*  нижн\w+_бель\w+  трус(?:ы|ах|ами|ики|иках|иков|ов)  лифчик\w*  бюстгал\w*  стринг(?:и|ах|ами|ов)
        сиськ\w*  сисек  титьк\w*  груд(?:ь|и|ью|ями|ях|астая|астои)  соск(?:и|ов|ами|ах)  декольте  гениталии\w*
        гениталь\w*  пенис\w*  вагин\w*  влагалищ\w*  клитор\w*  анал(?:ьн\w*)?  анус\w*  ягодиц\w*
        поп(?:а|ы|у|ои|ка|ки|ку|кои)  жоп\w*  задниц\w*  письк\w*  член(?:а|ом|ами)?_(?:мужск\w*|стоит|большои)
        хуи\w*  ху[еяю]\w*  пизд\w*  [ео]?[еб]б(?:ать|ет|ут|аныи|ля\w*|ал\w*)  трах(?:а\w+|нул\w*|н[еу]\w*)
        ебл[яюие]  дроч\w*  минет\w*  шлюх\w*  шлюш\w*  проститут\w*  бордел\w*  путан\w*  эскорт\w*  соблазн\w*
        сексапил\w*  чувственн\w*  похот\w*  развра\w*  возбужд\w*  изнасил\w*  насилуе?\w*  растлен\w*  растлит\w*
        инцест\w*  педофил\w*  зоофил\w*  лолит\w*  golaya  golye  razdet\w*  trah\w+
    """,
    "violence or gore": r"""
        violen(?:t|tly|ce)  kill(?:s|ed|ing|ers?)?(?!_whales?)  murder\w*  massacr\w*  slaughter\w*  assassin\w*
        execution(?:er|s)?  behead\w*  decapitat\w*  dismember\w*  tortur\w*  mutilat\w*  strangl\w*
        stab(?:s|bed|bing)?  gor(?:e|y)
        blood(?:y|ied|shed|stain\w*|bath)?(?!_(?:orange|donation|donor|drive|test|pressure|sugar)s?)  corpses?
        dead_(?:body|bodies|man|woman|people|child\w*|girl|boy)  cadavers?  wounded  wounds?  injur(?:y|ed|ies)
        beat(?:en|ing)?_(?:up|him|her|them|a|the)\b.*  abus(?:e|ed|ive|ing)  assault\w*  punch(?:ed|ing|es)
        kidnap\w*  hostages?  terror(?:ist|ists|ism)?  car_crash\w*  crash(?:ed|ing)?_(?:car|plane)  car_accident
        war_?crimes?  warzone  genocid\w*  cannibal\w*  zombies?  насили[еяюи]\w*  насильств\w*
        уби(?:т|та|то|ты|тыи|тои|тых|ть|ва\w+|ица\w*|иц\w*|иств\w*|л|ла|ли|вает)  резн[яиюе]  расчлен\w*
        обезглав\w*  пыт(?:ка|ки|ку|кои|ок|ать|ает)  кров(?:ь|и|ью|ав\w+|ищ\w*)  труп\w{0,3}
        мертв(?:ое|ого|ыи|ая|ые|ых|ец|еца|ецы|ецов)_?(?:тело|тела|человек\w*|ребен\w*|люд\w*)?  мертвец\w*
        изби(?:т\w*|ва\w+|ен\w*|л\w*)  зареза\w*  душит  задуш\w*  ранен\w*  похищ(?:ен\w+|ает)  заложник\w*
        террор\w*  зомби  авари[яиюе]\w*  казн[ьиюяе]\w*  жесток\w*
    """,
    "weapons": r"""
        weapon\w*
        (?:hand|shot|machine|sub_?machine)?gun(?:s|man|men|fire|shot|shots|point|fight\w*|ned|ning|powder)?
        machine_guns?  pistols?  revolvers?  rifles?  firearms?  carbines?  ak_?47  kalashnikov\w*  ar_?15
        bazookas?  rocket_launchers?  grenades?  bomb(?:s|ed|er|ers|ing|ings|shell)?  explosives?  dynamite
        landmines?  missiles?  ammo  ammunition  bullets?(?!_(?:train|point|journal))  dagger\w*  machetes?  swords?
        bayonets?
        (?:holding|with|wielding|wields|waving|carrying)_(?:a_|the_|big_|large_|sharp_|huge_|kitchen_){0,3}kni(?:fe|ves)(?!_and_fork)
        brass_knuckles  snipers?  shoot(?:s|ing|ers?)_(?:people|him|her|them|someone|a_man|a_woman|at)
        battle_tanks?  оруж\w+  пистолет\w*  револьвер\w*  винтовк\w*  ружь\w*  автомат(?:ом|ами|ы)?_калашников\w*
        с_автоматом  калашников\w*  пулемет\w*  гранат(?:а|ы|у|ои|ами|омет\w*)(?!_(?:сок|фрукт))
        бомб(?:а|ы|у|ои|е|ами|ить|ит|ардир\w*|ежк\w*)  взрывчат\w*  динамит\w*  патрон(?:ы|ов|ами|таш\w*)
        снаряд(?:ы|ов)?  пул(?:я|и|ю|ями)  кинжал\w*  мачете  меч(?:ом|ами|и)?  с_нож(?:ом|ами)
        нож(?:ом|ами)?_в_рук\w+  снаипер\w*  стреля\w+  расстре\w+  застрел\w+
    """,
    "self-harm": r"""
        suicid\w*  self_?harm\w*  self_?injur\w*  cutting_(?:herself|himself|themselves|wrists?|my)
        slit\w*_(?:his_|her_|their_)?wrists?  hang(?:s|ing|ed)?_(?:herself|himself|themselves|myself)  noose
        overdos\w*  anorexi\w*  bulimi\w*  kill(?:s|ing)?_(?:herself|himself|myself)  суицид\w*  самоубии\w*
        самоповрежд\w*  реже?т?_(?:себе_)?вены  повес(?:ил|иться|илась|ился|ивш\w*)  виселиц\w*
        петл[яею]и?_на_ше\w+  передоз\w*  анорекси\w*
    """,
    "drugs": r"""
        drug(?:s|ged|gy|dealer\w*)?  narcotic\w*  cocain\w*  heroin  meth  methamphetamine\w*  amphetamine\w*  lsd
        mdma  ecstasy  marijuana\w*  cannabis\w*  weed(?:s)?  hashish\w*  ganja  bongs?  crack_(?:pipe|cocaine)
        ketamin\w*  opi(?:um|oid|oids|ate|ates)  fentanyl\w*  syringes?  stoned  magic_mushrooms?  junk(?:ie|ies)
        smok\w+_(?:a_)?(?:joint|pot|weed|crack)  наркот\w*  наркоман\w*  наркош\w*  нарко  кокаин\w*
        героин(?:а|ом|у|е|овыи|щик\w*)?  амфетамин\w*  метамфетамин\w*  марихуан\w*  конопл\w*  каннабис\w*
        гашиш\w*  мефедрон\w*  экстази  лсд  опиум\w*  анаша|анаши|анашу  косяк(?:а|ом|и)?  шприц\w*
        спаис(?:ы|а|ом)?
    """,
    "hate or extremism": r"""
        nazi\w*  neonazi\w*  hitler\w*  swastika\w*  holocaust\w*  ku_klux\w*  kkk  white_(?:power|supremac\w*)
        racis(?:t|ts|m)  nigg(?:er|ers|a|as|az)  fag(?:s|got|gots)?  kikes?  spics?  chinks?  gooks?  trann(?:y|ies)
        retard(?:s|ed)?  isis  al_?qaeda  jihad\w*  ethnic_cleansing  lynch(?:ed|ing|es)?  blackface  antisemit\w*
        homophob\w*  slave(?:s|ry)?  нацист\w*  нацизм\w*  неонацист\w*  фашис\w*  фашизм\w*  гитлер\w*  свастик\w*
        холокост\w*  расис\w*  расизм\w*  нигер\w{0,3}  ниггер\w*  черножоп\w*  чурк(?:а|и|у|ои|ами)
        хач(?:и|еи|а|ик\w*)  жид(?:ы|а|ов|овск\w*|ом|ами)?  пидор\w*  пидар\w*  педик\w{0,3}  игил\w*  джихад\w*
        рабств\w*  экстремис\w*  геноцид\w*
    """,
}

WITH_MINORS: dict[str, str] = {
    "anything but wholesome content in a picture with children or teenagers": r"""
        bikini\w*  swim(?:suits?|wear|ming_trunks)  bathing_suits?  underwear  underpants  briefs  shirtless
        bare(?:d)?  barely  bathtubs?  bathing  showering  in_(?:the_|a_)?(?:bath|shower|bed)  kiss\w*  making_out
        make_out  flirt\w*  lick(?:s|ing)?  tongue  moan\w*  lap  spread\w*_legs  thighs?  midriff  crotch  hips?
        curv(?:y|es)  busty  cleav\w+  mini_?skirts?  short_skirts?
        (?:tight|skimpy|revealing|transparent|sheer|wet|short|low_?cut)_(?:\w+_)?(?:cloth\w*|dress\w*|top|shirt\w*|t_?shirt\w*|shorts|pants|skirt\w*|leggings|jeans)
        revealing  skimpy  fishnets?  stockings?  garters?  corsets?  latex  high_heels  pole_danc\w*  twerk\w*
        hot(?!_(?:dog|chocolate|air|summer|day|tea|cocoa|drink|weather|soup|cake|meal|pie)s?)  hott(?:y|ie|ies|est)
        attractive  desir(?:e|able|ed)  tempting  temptress  submissive  dominat\w*  tied  tied_up  bondage  gagged
        spank\w*  handcuff\w*  dominatrix  intima\w*  lovers?  romantic\w*  (?:child_)?brides?  groom  honeymoon\w*
        make_?love  making_love  touching_(?:herself|himself|each_other)  бикини  купальник\w*  плавк(?:и|ах|ами)
        трусик\w*  белье  в_ванн\w+  в_душе  в_постели  купа(?:ется|ются|ющ\w+)  целу\w+  поцел\w+  флирт\w*
        облизыва\w*  мини_?юбк\w*  коротк\w+_(?:юбк\w*|плать\w*|шорт\w*)  обтягива\w*  облега\w*  прозрачн\w+
        откровенн\w*  вызывающ\w*  чулк\w*  чулок  колготк\w*  корсет\w*  латекс\w*  каблук\w*  тверк\w*
        горяч(?:ая|ую|ие|их|ои|ии)(?!_(?:шоколад|чаи|еда|суп|хлеб|напит|вод))  привлекательн\w*  желанн\w*
        покорн\w*  связанн\w*  связал\w*  шлепа\w*  наручник\w*  интим\w*  любовни\w*  романтич\w*  невест\w*
        жених\w*  бедр\w*  ляжк\w*
    """,
    "alcohol, tobacco or gambling in a picture with children or teenagers": r"""
        alcohol\w*  beers?(?!_(?:garden_sign))  wines?  winery  vodka\w*  whiske?ys?  rum  gin  tequila  brandy
        cognac  champagne  prosecco  liquors?  liqueurs?  cocktails?(?!_dress\w*)  martini\w*  drunk\w*  booze\w*
        tipsy  hangover\w*  cigar\w*  cigarett?e\w*  tobacco  smok(?:e|es|ing|er|ers)  vap(?:e|es|ing)  hookahs?
        gambl\w*  casinos?  poker  roulette  slot_machines?  betting  jackpots?  lotter(?:y|ies)  алкогол\w*
        пив(?:о|а|ом|ко|ком)  вин(?:о|а|ом|ишк\w*)  водк\w*  виски  ром(?:а|ом)?  коньяк\w*  шампанск\w*  ликер\w*
        коктеил\w*  пьян\w*  бухл\w*  бухает  сигар\w*  табак\w*  кур(?:ит|ят|ить|ящ\w+|ение|ил\w*)  вейп\w*
        веип\w*  кальян\w*  казино  покер\w*  рулетк\w*  ставк(?:и|у|ах|ами)  азартн\w*  лотере\w*  джекпот\w*
        игров\w+_автомат\w*
    """,
    "danger in a picture with children or teenagers": r"""
        fight(?:s|ing)?  bully\w*  bullied  crying  lighters?  matches  fire  burning  kni(?:fe|ves)  razors?
        railway_tracks?  on_(?:the_)?(?:edge_of_)?(?:a_)?(?:roof|ledge|cliff)\w*  cliffs?  drown\w*
        (?:child|kid|boy|girl|teen|teenager|toddler|baby)s?_(?:is_|are_)?(?:driving|drives|behind_the_wheel|at_the_wheel)
        pills?  hungry  starving  begging  child_labou?r  chained  caged?  locked  lonely  scared  abandoned  lost
        дерет\w*  дерут\w*  драк\w*  плач\w*  спичк\w*  зажигалк\w*  огон(?:ь|ем)  огне\w*  пожар\w*  нож\w{0,3}
        лезви\w*  на_(?:крыше|краю)  обрыв\w*  тон(?:ет|ут|ущ\w*)  таблет\w*  голодн\w*  попрошаи\w*  связан\w*
        брошенн\w*  испуган\w*  (?:ребенок|мальчик|девочка|школьник|подросток|малыш)_(?:за_рулем|ведет|водит)
    """,
}

AT_THE_WHEEL: dict[str, str] = {
    "alcohol together with driving": r"""
        alcohol\w*  beers?  wines?  vodka  whiske?ys?  drunk\w*  booze\w*  tipsy  champagne  cocktails?(?!_dress\w*)
        алкогол\w*  пив(?:о|а|ом)  вин(?:о|а|ом)  водк\w*  виски  пьян\w*  шампанск\w*
    """,
}

WHEEL = r"""
        driv(?:e|es|er|ing)  drove  at_the_wheel  behind_the_wheel  за_рулем  водит\w*  вожден\w*  едет  едут
"""

MINORS = r"""
        child\w*(?<!childhood)  kid(?:s|do|dies|die|dy)?  boys?  girls?  teen\w*  preteen\w*  tweens?  adolescen\w*
        youngsters?  youth  bab(?:y|ies)(?!_(?:blue|pink))  infants?  newborns?  toddlers?  minors?  juvenile\w*
        school_?(?:girl|boy|kid|child|age)\w*  pupils?  kindergarten\w*  preschool\w*  sons?  daughters?
        grand(?:son|daughter|child|kid)\w*  famil(?:y|ies)  little_(?:one|ones|sister|brother|boy|girl)s?
        first_?grader\w*  cheerleader\w*  boyish  girlish  childlike
        (?:[0-9]|1[0-7])_?(?:years?|yrs?|yo|y_o|months?|month)(?:_old|_of_age)?
        (?:aged?|age_of|age_is)_(?:[0-9]|1[0-7])
        (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)_years?(?:_old)?
        дет(?:и|еи|ям|ях|ьми|ск\w+|иш\w*|к[аиу]|ками|садов\w*)  дитя\w*  ребен\w*  ребят(?:а|ам|ами|ишк\w*|енок)
        малыш\w*  малютк\w*  младен\w*  мальч\w*  пацан\w*  девоч\w*  девчон\w*  девчат\w*  подрост\w*  тинеидж\w*
        школьни\w*  школот\w*  первокласс\w*  дошколь\w*  малолет\w*  несовершеннолет\w*
        юн(?:ыи|ая|ую|ые|ых|ои|ого)  сын(?:а|у|ом|ок|очк\w*|ишк\w*|овья\w*|овеи)?
        доч(?:ь|ка|ки|ку|кои|ери|ерью|ерьми|урк\w*|еньк\w*)  внук\w*  внуч\w*  семь(?:я|и|ю|еи|е|ями)  семеин\w*
        лялечк\w*  карапуз\w*  (?:[0-9]|1[0-7])_?(?:лет|год|года|годик\w*|летн\w+|месяц\w*|годовал\w*)
        \w*(?:двух|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|надцати)летн\w+  годовал\w*
        (?:пять|шесть|семь|восемь|девять|десять|\w+надцать)_лет
"""

INNOCENT = r"""
        killer_whales?  cocktail_dress\w*  (?:root|ginger)_beers?  sex_and_the_city
        (?:water|nail|glue|paint|heat)_guns?  bath_bombs?  photo_?bomb\w*  pussy_?(?:cat|willow)s?  peacocks?
        weather_?cocks?  (?:chicken|turkey|duck)_breasts?  blue_tits?  drug_?stores?  sword_?(?:fish|lil(?:y|ies))
        fire_?(?:place|works|flies|fly|man|fighter|truck|station)s?  camp_?fires?  smoke_detectors?  hot_dogs?
        baby_showers?  rose_wine_colou?r  beating_heart  rum_?cakes?
        cutting_(?:a_|the_)?(?:birthday_|wedding_)?cake_with_a_kni(?:fe|ves)  кухонн\w+_нож\w*  водян\w+_пистолет\w*
        грудн\w+_(?:ребен\w+|младен\w+)  корабл\w+_авари\w+
"""
