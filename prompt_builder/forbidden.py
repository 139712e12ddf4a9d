"""The words of what we never paint, English and Russian. Knows nothing of how they are looked for.

Regular expressions, separated by space, each for one whole word or, with `_` for a space, for several words in a row.
They are in folded spelling: lower case, no diacritics (й is и, ё is е).
"""

ALWAYS: dict[str, str] = {
    "sexual content or nudity": r"""
        sex(?!tet|tant|ton|ist|ism|es$|tupl)\w*  seks(?!tet)\w*  cybersex\w*  \w*porn\w*  xxx+  x_?rated  nsfw
        hentai\w*  ecchi  milfs?  dilfs?  bdsm  onlyfans  playboy  rule_?34  uncensored  erot\w+  fetish\w*
        kink(?:y|s|ier)?  orgasm\w*  org(?:y|ies)  masturbat\w*  ejaculat\w*  intercourse  threesomes?
        penetrat(?:ed|ing)  gang_?bang\w*  deep_?throat\w*  creampie\w*  dildos?  vibrators?  sodom\w*
        wank(?:ing|er|ers|s)?  bondage  spank\w*  dominatrix\w*  swingers_party  nympho\w*  lewd\w*  obscen\w*
        raunchy  smut\w*  risque  adult_(?:film|movie|video|content|star|entertainment)s?  \w*nude
        nud(?:es|ed|ity|ism|ist|ists)  (?!snaked)\w*naked\w*  \w*nudes  half_?naked  undies
        bar(?:e|ely)_(?:clothed|dressed)  unclothed  undress\w*  disrob\w*  topless  bottomless
        bare_?(?:breast\w*|chest\w*|butt\w*|bottom\w*|body|bodied|skin|ass|naked)
        (?:without|no|remov\w+|take_off|takes_off|taking_off|took_off|strip\w*_off)_(?:any_|all_|her_|his_|their_|the_)?(?:clothes|clothing|dress|bra|underwear|panties|shirt)
        wearing_(?:nothing|only_a_smile)  not_wearing_(?:anything|clothes|a_thing)  (?:with_)?nothing_on
        mak(?:e|es|ing)_love  birthday_suit  see_?through_(?:\w+_)?(?:dress|blouse|shirt|top|clothes|clothing|skirt)
        strip(?:per|pers|tease\w*|club\w*|ping)  lingerie  underwear  underpants  pant(?:y|ies)  thongs?  g_?string
        bras?  breasts?  boob\w*  tits?  titt(?:y|ies)  nipples?  areola\w*  cleavages?  camel_?toes?  genital\w*
        penis\w*  vagin\w*  vulva\w*  clitor\w*  pubic  crotch\w*  anal(?:ly)?  anus\w*  buttocks?  butts?  ass
        asses  arses?  asshole\w*  booty  dick(?:s|head\w*)?  cocks?  cunts?  puss(?:y|ies)  cum(?:s|ming|shot\w*)?
        blow_?jobs?  hand_?jobs?  \w*fuck\w*  fck\w*  shagging  slut\w*  whor(?:e|es|ing)  hookers?  prostitut\w*
        brothel\w*  escort_(?:girl|service|agency)s?  seduc\w*  sensual\w*  lust(?:ful|y)?  horny  aroused  arousing
        sultry  provocativ\w*  voyeur\w*  upskirt\w*  downblouse\w*  rap(?:e|ed|es|ing|ist|ists)  molest\w*
        grop(?:e|ed|ing)  incest\w*  bestial\w*  zoophil\w*  necrophil\w*  p(?:a)?edo(?:s|phil\w*)?  jailbait\w*
        loli(?:s|con|ta|tas)?  shota(?:con)?  barely_legal  underage\w*
        hot_(?:\w+_)?(?:girl|teen|babe|chick|schoolgirl|boy)s?  секс(?!т[еа]т|тант)\w*  порн\w*  порево  хентаи\w*
        эрот\w*  фетиш\w*  оргазм\w*  орги[яиюе]\w*  мастурб\w*  онани\w*  эякул\w*  совокупл\w*  бдсм
        садо_?мазо\w*  вибратор\w*  дилдо  фаллос\w*  мошонк\w*  сперм\w*  непристоин\w*  похабн\w*  нюд\w*
        нудист\w*  нудизм\w*
        гол(?:ыи|ая|ое|ые|ого|ои|ую|ых|ым|ыми|ому|ышом|ышк\w*|еньк\w+)(?!_(?:дерев|стен|ветк|ветв|скал|камн|земл))
        полугол\w*  наг(?:ои|ая|ие|их|ого|ую|им|ими|ишом|ота|оты|оту|отои)  обнаж\w+  полуобнаж\w+  ню  раздет\w*
        раздева(?!лк)\w+  разде(?:ться|лась|лся|нь|вш\w+)
        без_(?:\w+_)?(?:одежды|трусов|лифчика|белья|купальника|платья|юбки)  без_ничего  в_чем_мать_родила
        топлес\w*  стрипти\w*  нижн\w+_бель\w+  трус(?:ы|ах|ами|ики|иках|иков|ов)  лифчик\w*  бюстгал\w*
        стринг(?:и|ах|ами|ов)  сиськ\w*  сисек  титьк\w*  груд(?:ь|и|ью|ями|ях|астая|астои)  сосок
        соск(?:и|ов|ами|ах)  декольте  гениталии\w*  гениталь\w*  пенис\w*  вагин\w*  влагалищ\w*  клитор\w*  анал
        анальн\w*  анус\w*  ягодиц\w*  поп(?:а|ы|у|ои|ка|ки|ку|кои)  жоп\w*  задниц\w*  письк\w*
        полов(?:ои|ого|ым)_(?:член\w*|акт\w*|орган\w*)  хуи\w*  ху[еяю]\w*  пизд\w*
        [её]б(?:ать|ет|ут|ныи|аныи|ля\w*|ал|ала|али)  за?еб(?:ись|ал\w*)  вы?еб(?:ать|ал\w*)
        трах(?:а\w+|нул\w*|н[еу]\w*)  еб  ебл[яюие]  бляд\w*  блят\w*  шалав\w*  дроч\w*  минет(?:а|ы|ом|чик\w*)?
        шлюх\w*  шлюш\w*  проститут\w*  бордел\w*  путан(?:а|ы|у|ои|ами)?  эскортниц\w*
        соблазн(?:я\w+|ит\w*|ил\w*|ител\w+)  сексапил\w*  чувственн\w*  похот\w*  развра(?:т|щ)\w*  возбужд\w*
        изнасил\w*  насилу\w+  растлен\w*  растлит\w*  домога\w+  инцест\w*  педофил\w*  зоофил\w*  лолит\w*  golaya
        golye  golyi  golyj  razdet\w*  trah\w+
    """,
    "violence or gore": r"""
        violen(?:t|tly|ce)  kill(?:s|ed|ing|ers?)?  murder\w*  massacr\w*  slaughter\w*  assassin\w*  executioner\w*
        behead\w*  decapitat\w*  dismember\w*  tortur\w*  mutilat\w*  strangl\w*  stab(?:s|bed|bing)?  gor(?:e|y)
        blood(?:y|ied|shed|stain\w*|bath)?(?!_(?:orange|donation|donor|drive|test|pressure|sugar))  corpses?
        dead_(?:body|bodies|man|woman|people|child\w*|girl|boy)  cadavers?  wounded  wounds?  injur(?:y|ed|ies)
        beat(?:s|en|ing)?_(?:up|him|her|them)  abus(?:e|ed|ive|ing|er)  assault\w*  punch(?:ed|ing|es)(?!_bag)
        kidnap\w*  hostages?  terror(?:ist|ists|ism)?  car_?crash\w*  car_wreck\w*  war_?crimes?  warzone
        genocid\w*  cannibal\w*  zombies?  насили[еяюи]\w*  насильств\w*  насильник\w*
        уби(?:т|та|то|ты|тыи|тои|тых|ть|ва\w+|ица\w*|иц\w*|иств\w*|л|ла|ли)  резн[яиюе]  расчлен\w*  обезглав\w*
        пыт(?:ка|ки|ку|кои|ок|ать|ает)  кров(?:ь|и|ью|ав\w+|ищ\w*)  труп(?:а|у|ом|е|ы|ов|ам|ами|ах)?
        мертв(?:ыи|ая|ые|ых|ую|ец|еца|ецы|ецов)  мертв(?:ое|ого)(?!_мор)  изби(?:т\w*|ва\w+|ен\w*|л\w*)  зареза\w*
        душит  задуш\w*  ранен\w*  похищ(?:ен\w+|ает)  заложник\w*  террор\w*  зомби  казн(?:ь|ью|и|ить|ил\w*|ят)
        жесток\w*
    """,
    "weapons": r"""
        weapon\w*
        (?:hand|shot|machine|sub_?machine)?gun(?:s|man|men|fire|shot|shots|point|fight\w*|ned|ning|powder)?
        machine_guns?  pistols?  revolvers?  rifles?  firearms?  carbines?  ak_?47  kalashnikov\w*  ar_?15
        bazookas?  rocket_launchers?  grenades?  bomb(?:s|ed|er|ers|ing|ings)?  explosives?  dynamite  landmines?
        missiles?  ammo  ammunition  bullets?(?!_(?:train|point|journal))  dagger\w*  machetes?  swords?  bayonets?
        (?:holding|with|wielding|wields|waving|carrying|has|holds)_(?:a_|the_|big_|large_|sharp_|huge_|bloody_){0,3}kni(?:fe|ves)(?!_and_fork)
        brass_knuckles  snipers?  shoot(?:s|ing)?_(?:people|him|her|them|someone|a_man|a_woman|at)  battle_tanks?
        molotov\w*  оружи\w+  оружеин\w+  вооружен\w*  пистолет\w*  револьвер\w*  винтовк\w*  ружь\w*
        с_автомат(?:ом|ами)  калашников\w*  пулемет\w*  граната  гранат(?:ы|у|ои|ами|омет\w*)
        бомб(?:а|ы|у|ои|е|ами|ить|ит|еж\w*)  бомбардиров(?:к|щ)\w*  взрывчат\w*  динамит\w*
        патрон(?:ы|ов|ами|таш\w*)  пул(?:я|и|ю|ями)  кинжал\w*  мачете  меч(?:ом|ами|и)?
        (?:с|со)_(?:\w+_)?нож(?:ом|ами)  нож(?:ом|ами)?_в_рук\w+  снаипер\w*  стреля(?!лк)\w+  расстре\w+
        застрел\w+
    """,
    "self-harm": r"""
        suicid\w*  self_?harm\w*  self_?injur\w*
        cutting_(?:herself|himself|themselves|her_wrists?|his_wrists?|wrists?)  slit\w*_(?:her_|his_|their_)?wrists?
        jump\w*_(?:off|from)_(?:a_|the_)?(?:roof|bridge|building|window|balcony)\w*
        hang(?:s|ing|ed)?_(?:herself|himself|themselves|myself)  noose  overdos\w*  anorexi\w*  bulimi\w*  суицид\w*
        самоубии\w*  самоповрежд\w*  реже?т?_(?:себе_)?вены  повес(?:иться|илась|ился|ивш\w*)  виселиц\w*
        передоз\w*  анорекси\w*
    """,
    "drugs": r"""
        drug(?:s|ged|gy|dealer\w*)?  narcotic\w*  cocain\w*  heroin  meth  methamphetamine\w*  amphetamine\w*  lsd
        mdma  ecstasy  marijuana\w*  cannabis\w*  weed  hashish\w*  ganja  bongs?  crack_(?:pipe|cocaine)
        ketamin\w*  opi(?:um|oid|oids|ate|ates)  fentanyl\w*  stoned  magic_mushrooms?  junk(?:ie|ies)
        smok\w+_(?:a_)?(?:joint|pot|crack)  наркот\w*  наркоман\w*  наркош\w*  нарко  кокаин\w*
        героин(?:а|ом|у|овыи|щик\w*)?  амфетамин\w*  метамфетамин\w*  марихуан\w*  конопл\w*  каннабис\w*  гашиш\w*
        мефедрон\w*  экстази  лсд  опиум\w*  анаша  анаши  анашу  косяк(?:а|ом|и)?
    """,
    "hate or extremism": r"""
        burning_cross\w*  1488  heil  nazi\w*  neonazi\w*  hitler\w*  swastika\w*  holocaust\w*  ku_klux\w*  kkk
        white_(?:power|supremac\w*)  racis(?:t|ts|m)  nigg(?:er|ers|a|as|az)  fag(?:s|got|gots)?  kikes?  spics?
        chinks?  gooks?  trann(?:y|ies)  retard(?:s|ed)?  isis  al_?qaeda  jihad\w*  ethnic_cleansing
        lynch(?:ed|ing|es)  blackface  antisemit\w*  homophob\w*  slave(?:s|ry)?  нацист\w*  нацизм\w*  неонацист\w*
        фашис\w*  фашизм\w*  гитлер\w*  свастик\w*  холокост\w*  расис\w*  расизм\w*  нигг?ер(?:ы|ов|ами|ша)
        ниггер\w*  черножоп\w*  чурк(?:а|и|у|ои|ами)  хач(?:и|еи|ик\w*)  жид(?:ы|а|ов|овск\w*|ом|ами)?  пидор\w*
        пидар\w*  педик(?:и|ов|а|ами)?  игил  джихад\w*  рабств\w*  экстремис\w*  геноцид\w*
    """,
}
"""Never, whoever is in the picture."""

WITH_YOUNG: dict[str, str] = {
    "alcohol, tobacco or gambling with children or teenagers": r"""
        alcohol\w*  beers?  wines?  winery  vodka\w*  whiske?ys?  rum  gin  tequila  brandy  cognac  champagne
        prosecco  liquors?  liqueurs?  cocktails?  martinis?  drunk\w*  booze\w*  tipsy  hangover\w*  cigar  cigars
        cigarett?e\w*  tobacco  smok(?:e|es|ing|er|ers)  vap(?:e|es|ing)  hookahs?  gambl\w*  casinos?  poker
        roulette  slot_machines?  betting  jackpots?  lotter(?:y|ies)  алкогол\w*  пив(?:о|а|ом|ко|ком)
        вин(?:о|а|ом|ишк\w*)  водк\w*  виски  коньяк\w*  шампанск\w*  ликер\w*  коктеил\w*  пьян\w*  бухл\w*  бухает
        сигар\w*  табак(?:а|ом|у)?  табачн\w*  кур(?:ит|ят|ить|ящ\w+|ение|ил|ила|или|ильщ\w*)  веип\w*  кальян\w*
        казино  покер\w*  рулетк\w*  азартн\w*  лотере\w*  джекпот\w*  игров\w+_автомат\w*
    """,
    "danger with children or teenagers": r"""
        fight(?:s|ing)?  bully\w*  bullied
        (?:play\w*_with|holding)_(?:the_|a_)?(?:fire|matches|lighters?|kni(?:fe|ves))  burning  kni(?:fe|ves)
        razors?  railway_tracks?  on_(?:the_)?(?:edge_of_)?(?:a_|the_)?(?:roof|ledge|cliff)\w*  drown\w*
        (?:child|kid|boy|girl|teen|teenager|toddler|baby)s?_(?:is_|are_)?(?:driving|drives|behind_the_wheel|at_the_wheel)
        pills?  starving  begging  child_labou?r  child_soldiers?  chained  caged  locked_(?:in|up)  abandoned
        дерет\w*  дерут\w*  драк(?:а|и|у|е|ои)  (?:игра\w*_)?со?_(?:спичк\w*|огнем|зажигалк\w*)
        пожар(?:а|е|ом|у|ы)?  нож(?:а|у|ом|е|и|еи|ами)?  лезви\w*  на_краю\w*  обрыв(?:а|е|ом)?  тон(?:ет|ут|ущ\w*)
        таблет\w*  попрошаи\w*  (?:ребенок|мальчик|девочка|школьник|подросток|малыш)_(?:за_рулем|ведет|водит)
    """,
    "anything but a wholesome look with children or teenagers": r"""
        bikini\w*  swim(?:suits?|wear|ming_trunks)  bathing_suits?  shirtless  bathtubs?  showering
        in_(?:the_|a_)?(?:bath|shower|bed)  making_out  make_out  flirt\w*  lick\w*_(?:her|his|lips)  moan(?:s|ing)?
        spread\w*_legs  thighs?  midriff  curvy  busty  mini_?skirts?  short_skirts?
        (?:tight|skimpy|revealing|transparent|sheer|wet|short|low_?cut)_(?:\w+_)?(?:cloth\w*|dress\w*|top|shirt\w*|t_?shirt\w*|shorts|pants|skirt\w*|leggings|jeans)
        revealing  skimpy  fishnets?  in_stockings  garters?  corsets?  latex_(?:suit|dress|outfit|clothes)
        pole_danc\w*  twerk\w*  hott(?:y|ie|ies|est)  temptress  submissive  tied_up  gagged  handcuff\w*
        touching_(?:herself|himself|each_other)  бикини  купальник\w*  плавк(?:и|ах|ами)  трусик\w*  белье
        в_ванн\w+  в_душе  в_постели  флирт\w*  облизыва\w*  мини_?юбк\w*  коротк\w+_(?:юбк\w*|плать\w*|шорт\w*)
        обтягива\w*  облега\w*  прозрачн\w+_(?:одежд\w*|плать\w*|блуз\w*|рубаш\w*|юбк\w*)  откровенн\w*  вызывающ\w*
        чулк(?:и|ах|ами)  чулок  корсет\w*  латекс\w*  тверк\w*  шлепа\w*  наручник\w*  интим\w*  любовни\w*
        бедр\w*  ляжк\w*
    """,
}
"""Never with children and teenagers in the picture, families among them."""

OF_YOUNG: dict[str, str] = {
    "anything but a wholesome look for children or teenagers": r"""
        kiss(?:es|ed|ing)?
        hot(?!_(?:dog|chocolate|air|summer|day|tea|cocoa|drink|weather|soup|cake|meal|pie|sun|sand))  attractive
        desirable  tempting  bare(?!_(?:feet|foot|tree|trees|branch|branches|wall|walls|hands))  barely  bathing
        hips?  curves  intima\w*  lovers?  romantic\w*  high_heels  stockings  целу(?:ет|ют|ясь|ющ)\w*  поцел\w+
        горяч(?:ая|ую|ие|их|ои|ии)(?!_(?:шоколад|чаи|еда|суп|хлеб|напит|вод))  привлекательн\w*  желанн\w*
        покорн\w*  связанн(?:ыи|ая|ую|ого|ые)  колготк\w*  каблук\w*  романтич\w*  купа(?:ется|ются|ющ\w+)
    """,
}
"""Never when a child or teenager is what the words are about."""

AT_YOUNG_AGE: dict[str, str] = {
    "love or marriage for children or teenagers": r"""
        brides?  groom  honeymoon\w*  girlfriends?  boyfriends?  wife  husband  married  wedding\w*  fianc\w+
        невест(?:а|ы|у|ои)  жених\w*  жена  жену  женои  жены  муж  мужем  мужа  свадьб\w*  свадебн\w*
    """,
}
"""Never when the metadata give the age of a child or teenager."""

AT_THE_WHEEL: dict[str, str] = {
    "alcohol together with driving": r"""
        alcohol\w*  beers?  wines?  vodka  whiske?ys?  drunk\w*  booze\w*  tipsy  champagne  cocktails?  алкогол\w*
        пив(?:о|а|ом)  вин(?:о|а|ом)  водк\w*  виски  пьян\w*  шампанск\w*
    """,
}
"""Never together with driving."""

WHEEL = r"""
        driv(?:e|es|er|ing)  drove  at_the_wheel  behind_the_wheel  за_рулем  водител\w*  вожден\w*  едет  едут
"""
"""Who drives."""

YOUNG = r"""
        child\w*(?<!childhood)  kid(?:s|do|dies|die|dy)?  boys?  girls?  lass(?:es|ie)?  teen\w*  preteen\w*
        tweens?  adolescen\w*  youngsters?  bab(?:y|ies)(?!_(?:blue|pink|shower))  infants?  newborns?  toddlers?
        minors?  juvenile\w*  school_?(?:girl|boy|kid|child|age)\w*  pupils?  kindergarten\w*  preschool\w*  sons?
        daughters?  grand(?:son|daughter|child|kid)\w*  little_(?:one|ones|sister|brother|boy|girl)s?
        first_?grader\w*  cheerleader\w*  childlike
        (?:[0-9]|1[0-7])_?(?:years?|yrs?|yo|y_o|months?|month)(?:_?old|_of_age)?
        (?:aged?|ages|age_of|age_is)_?(?:[0-9]|1[0-7])
        (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)_?years?(?:_?old)?
        дет(?:и|еи|ям|ях|ьми|ск\w+|иш\w*|к[аиу]|ками|садов\w*)  дитя\w*  ребен\w*  ребят(?:ишк\w*|енок)  малыш\w*
        малютк\w*  младен\w*  мальч\w*  пацан\w*  девоч\w*  девчон\w*  девчат\w*  подрост\w*  тинеидж\w*  школьни\w*
        школот\w*  первокласс\w*  дошколь\w*  малолет\w*  несовершеннолет\w*  юн(?:ыи|ая|ую|ые|ых|ои|ого)
        сын(?:а|у|ом|ок|очк\w*|ишк\w*|овья\w*|овеи)?  доч(?:ь|ка|ки|ку|кои|ери|ерью|ерьми|урк\w*|еньк\w*)  внук\w*
        внуч\w*  карапуз\w*  (?:[0-9]|1[0-7])_?(?:лет|год|года|годик\w*|летн\w+|месяц\w*|годовал\w*)
        \w*(?:двух|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|надцати)летн\w+  годовал\w*
        (?:пять|шесть|семь|восемь|девять|десять|\w+надцать)_лет
"""
"""Children and teenagers."""

FAMILY = r"""
        famil(?:y|ies)  семь(?:я|и|ю|еи|е|ями)  семеин\w*
"""
"""Those who have children with them."""

INNOCENT = r"""
        (?:mother|mom|mum|father|dad|grandmother|grandma|parents?)_kiss(?:es|ing)?_(?:her_|his_|their_|the_|a_)?(?:baby|child|son|daughter|kids?|children|toddler|newborn)
        (?:мама|папа|бабушка)_целует_(?:ребенка|малыша|дочку|дочь|сына)  killer_whales?
        cocktail_(?:dress|attire|table)\w*  (?:root|ginger)_beers?  (?:water|nail|glue|paint|heat)_guns?
        bath_bombs?  photo_?bomb\w*  puss(?:y|ies)_?(?:cat|willow)s?  weather_?cocks?
        (?:chicken|turkey|duck)_breasts?  breast_(?:pocket\w*|cancer)  blue_tits?  (?:magna_|summa_)?cum_laude
        moby_dick  drug_?stores?  fire_?(?:place|works|flies|fly|man|fighter|truck|station)s?  smoke_detectors?
        hot_dogs?  baby_showers?  rum_?cakes?  christmas_stockings?
        (?:wine|champagne)_(?:red|colou?r\w*|colored|coloured)  (?:butter|palette|kitchen)_kni(?:fe|ves)
        cutting_(?:a_|the_)?(?:birthday_|wedding_)?cake_with_a_kni(?:fe|ves)  kni(?:fe|ves)_and_forks?
        forks?_and_kni(?:fe|ves)  кухонн\w+_нож\w*  водян\w+_пистолет\w*  (?:на|к)_груди  гранатов\w+_сок\w*
        мертв\w+_мор\w+
        [0-9]+_?(?:years?|yrs?|months?)_(?:fixed|terms?|loans?|mortgages?|deposits?|warrant\w+|guarantees?|plans?|anniversary|rates?|contracts?|leases?|bonds?|interest|insurance|savings|periods?|instal\w+)
        [0-9]+_?(?:years?|months?)_(?:of_experience|of_service|of_trust|on_the_market|in_business)
        (?:mortgage|loan|credit|deposit|saving|insurance|warranty|guarantee|rate|term|lease|contract|plan|fixed)s?_(?:for_|over_|up_to_|within_|in_|of_|from_|the_|next_)+[0-9]+_?(?:years?|months?)(?!_(?:old|of_age))
        (?:ипоте\w+|кредит\w*|автокредит\w*|вклад\w*|заи?м\w*|рассроч\w+|ставк\w+|договор\w*|полис\w*|страхов\w+|накоп\w+|инвест\w+|платеж\w*|депозит\w*|аренд\w+|лизинг\w*|рефинанс\w+|обслуживан\w+)_(?:на_|за_|до_|от_|через_|под_|всего_|сроком_|в_течение_|дом_|дома_|жилье_|квартиру_|авто_)+[0-9]+_(?:лет|год|года|месяц\w*)
        (?:срок\w*|гаранти\w+)_(?:на_|до_|от_|в_)?[0-9]+_(?:лет|год|года|месяц\w*)
        [0-9]+_(?:лет|год|года)_(?:вместе|на_рынке|с_вами|гаранти\w+|опыт\w*|стаж\w*|обслуживан\w+|бесплатн\w+)
"""
"""What only sounds like the above; it is taken out before the search."""
