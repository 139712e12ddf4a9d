"""The words, English and Russian, for people: names of `roles.ROLES`, and how old they are. Forms as in `words`."""

from prompt_builder.scene import AgeGroup

ROLES: dict[str, str] = {
    "man": (
        "man, guy, gentleman, male, businessman, bachelor, uncle, мужчин*, мужик*, парень, парн*, бизнесмен*, "
        "джентльмен*, дядя, дяди, дядю, дядей, господин*, хозяин, хозяина, brother-in-law, son-in-law, godfather, "
        "зять, зятя, зятю, зятем, шурин*, деверь, деверя, крестный, крестного, холостяк*"
    ),
    "men": "men, guys, gentlemen, businessmen, мужчины, парни, бизнесмены",
    "woman": (
        "woman, lady, female, businesswoman, housewife, aunt, nanny, женщин*, дама, даму, дамой, даме, бизнесвумен, "
        "бизнес-леди, леди, домохозяйк*, тетя, тети, тетю, тетей, няня, няни, няню, няней, хозяйк*, клиентк*, "
        "предпринимательниц*, владелиц*, пассажирк*, покупательниц*, путешественниц*, туристк*, соседк*, "
        "daughter-in-law, sister-in-law, godmother, невестк*, сноха, снохи, сноху, снохой, золовк*, крестная, "
        "крестной, крестную, велосипедистк*"
    ),
    "women": "women, ladies, businesswomen, женщины, дамы, клиентки, предпринимательницы",
    "young man": "young man, young guy, lad, юнош*, молод* человек*, молод* парень, молод* парн*",
    "young men": "young men, young guys, lads, юноши, молод* парни",
    "young woman": "young woman, young lady, девушк*, девушек, красавиц*",
    "young women": "young women, young ladies, девушки",
    "young people": (
        "young people, young adults, youth, молодежь, молодежи, молодежью, молод* люди, молод* людей, ребята, ребят"
    ),
    "boy": "boy, мальчик*, мальчиш*",
    "little boy": (
        "schoolboy, little boy, small boy, школьник, школьника, школьнику, школьником, мальчуган*, первоклассник*"
    ),
    "boys": "boys, schoolboys, мальчики, мальчишки",
    "girl": "girl",
    "little girl": (
        "schoolgirl, little girl, small girl, девочк*, девочек, девчонк*, девчушк*, школьниц*, ученица, ученицу, "
        "ученицей, первоклассниц*"
    ),
    "girls": "girls, schoolgirls, девочки, девчонки, школьницы",
    "baby": (
        "baby, infant, newborn, newborn baby, младен*, новорожден*, новорожденн*, грудничк*, грудничок, пупс*, "
        "грудн* ребен*, грудной ребенок, грудн* малыш*, малютк*, кроха, крохи, кроху, крохой, "
        "крошка, крошки, крошку, крошкой, лял*"
    ),
    "babies": "babies, infants, newborns, младенцы, новорожденные, груднички, грудн* дети, грудн* детей, малютки",
    "toddler": "toddler, малыш*, карапуз*, tot, tots",
    "child": "child, kid, preschooler, ребен*, ребенок, дитя, дошкольник*, первенец, первенц*",
    "children": (
        "children, kids, toddlers, preschoolers, дети, детей, детьми, детям, детях, детк*, деток, детишк*, детишек, "
        "малыши, малышей, малышами, дошкольники, ребятишк*, ребятишек"
    ),
    "pupils": (
        "schoolchildren, pupils, schoolkids, школьники, школьников, школьниками, ученики, учеников, учениками, "
        "первоклассники"
    ),
    "pupil": "pupil, schoolchild, ученик, ученика, ученику, учеником",
    "teenager": "teen, teenager, teenage, adolescent, youngster, подрост*, подросток, подростк*, тинейджер*",
    "teenagers": "teens, teenagers, adolescents, подростки, подростков, подростками, тинейджеры",
    "student": "student, студенчес*",
    "male student": "студент, студента, студенту, студентом, студенте, выпускник, выпускника, первокурсник*",
    "female student": "студентк*, выпускниц*, первокурсниц*",
    "students": "students, graduates, студенты, студентов, студентам, студентами, выпускники, выпускников",
    "female students": "студентки, студенток, студентками",
    "graduate": "graduate",
    "senior": "senior, pensioner, retiree, elderly person, elderly, retired, пожил*, престарел*",
    "male senior": (
        "old man, пенсионер, пенсионера, пенсионеру, пенсионером, старик, старика, стариком, старичок, старичк*, "
        "ветеран*, father-in-law, тесть, тестя, тестю, тестем, свекор, свекра, свекру, свекром"
    ),
    "female senior": "old woman, old lady, пенсионерк*, старушк*, старуш*, тещ*, свекров*, mother-in-law",
    "seniors": (
        "seniors, senior citizens, old folks, "
        "pensioners, retirees, elderly people, old people, elderly couple, senior couple, old couple, "
        "retired couple, пенсионеры, пенсионеров, пенсионерам, пенсионерами, старики, стариков, стариками, старички, "
        "старичков, пожил* люди, пожил* людей"
    ),
    "female seniors": "old ladies, old women, пенсионерки, пенсионерок, пенсионерками, старушки, старушек",
    "grandmother": (
        "grandmother, grandma, granny, nana, great-grandmother, бабушк*, бабул*, прабабушк*, бабка, бабки, бабке, "
        "бабку, бабкой"
    ),
    "grandmothers": "grandmothers, grannies, бабушки, бабушек, бабушками",
    "grandfather": (
        "grandfather, grandpa, granddad, grandad, great-grandfather, дедушк*, дедул*, дед, деда, деду, дедом, "
        "прадедушк*"
    ),
    "grandfathers": "grandfathers, grandpas, деды, дедов, дедами, дедушек",
    "grandparents": (
        "grandparents, grandmother and grandfather, grandma and grandpa, бабушка с дедушкой, бабушка и дедушка, "
        "бабушк* и дедушк*, дедушк* и бабушк*, дедушка с бабушкой, grandparent, дед и бабка, дед с бабкой, "
        "бабка с дедом, бабка и дед"
    ),
    "mother": (
        "mother, mom, mum, mommy, mummy, mama, мать, матери, матерью, мам*, мамоч*, мамул*, stepmother, stepmom, мачех*"
    ),
    "mothers": "mothers, moms, mums, матерей, матерями, мамочки, мамочек",
    "father": (
        "father, dad, daddy, papa, отец, отц*, папа, папы, папе, папу, папой, папоч*, папул*, stepfather, stepdad, "
        "папаш*, отчим*"
    ),
    "fathers": "fathers, dads, отцы, отцов, отцами",
    "parents": (
        "parents, mom and dad, mum and dad, mother and father, dad and mom, родител*, мама и папа, папа и мама, мама "
        "с папой, папа с мамой, мам* и пап*, пап* и мам*, мать и отец, отец и мать, муж и жена с детьми"
    ),
    "parent": "parent, родитель, родителя, родителем",
    "wife": "wife, жена, жены, жену, женой, жене, супруга, супругой, супруги его",
    "husband": "husband, муж, мужа, мужу, мужем, муже, супруг, супругом",
    "bride": "bride, fiancee, невест*",
    "groom": "groom, bridegroom, fiance, жених*",
    "partner": "partner, spouse, партнер*, возлюбленн*",
    "boyfriend": "boyfriend",
    "girlfriend": "girlfriend",
    "couple": (
        "couple, couples, spouses, lovers, married couple, pair, пара, пары, парой, пару, паре, парочк*, "
        "семейн* пара, семейн* пары, семейн* пару, семейн* парой, супружеск* пара, супружеск* пару, супруги, "
        "супругов, супругами, влюбленн*, муж с женой, муж и жена, husband and wife, wife and husband, жена и муж, "
        "чета, четы, чете, чету, четой, супружеск* чета, супружеск* четы, супружеск* чете, супружеск* чету, "
        "супружеск* четой, женат* пара, женат* пары, женат* пару, женат* парой, boyfriend and girlfriend, "
        "girlfriend and boyfriend, childless family, family without children, family without kids, бездетн* семья, "
        "бездетн* семьи, бездетн* семью, бездетн* семьей, семья без детей, семьи без детей, семью без детей, "
        "семьей без детей"
    ),
    "newlyweds": (
        "newlyweds, newly wed couple, bride and groom, молодожен*, новобрачн*, жених и невеста, жених с невестой, "
        "жених* и невест*"
    ),
    "family": (
        "family, families, семья, семьи, семью, семьей, семье, семей, семьями, семьям, семейн*, семейство, семейства, "
        "семейством"
    ),
    "son": (
        "son, сын, сына, сыну, сыном, сыне, сынок, сынк*, сынишк*, сыноч*, nephew, godson, stepson, племянник, "
        "племянника, племяннику, племянником, крестник*, пасынок, пасынк*"
    ),
    "sons": "sons, сыновья, сыновей, сыновьями, сыновьям",
    "daughter": (
        "daughter, дочь, дочери, дочерью, дочк*, дочурк*, доченьк*, niece, goddaughter, stepdaughter, племянниц*, "
        "крестниц*, падчериц*"
    ),
    "daughters": "daughters, дочерей, дочерьми, дочек, дочками",
    "grandchild": "grandchild, grandkid, great-grandchild",
    "grandson": (
        "grandson, внук, внука, внуку, внуком, внуке, внучок, внучонок, great-grandson, правнук, правнука, правнуку, "
        "правнуком"
    ),
    "granddaughter": "granddaughter, внучк*, внученьк*, great-granddaughter, правнучк*",
    "grandsons": "grandsons",
    "granddaughters": "granddaughters, внучки, внучек, внучками",
    "grandchildren": (
        "grandchildren, grandkids, внуки, внуков, внуками, внукам, внучат*, great-grandchildren, правнуки, "
        "правнуков, правнуками"
    ),
    "twins": "twins, близнец*, близняшк*, близняшек, двойняшк*, двойняшек",
    "triplets": "triplets, тройняшк*, тройняшек",
    "brother": "brother, брат, брата, брату, братом, братик*, братишк*, cousin, кузен, кузена, кузеном",
    "brothers": "brothers, братья, братьев, братьями, братишки",
    "sister": "sister, сестр*, сестрой, сестрен*, сестричк*, кузин*",
    "sisters": "sisters, сестры, сестер, сестрами, сестрички",
    "siblings": "siblings, cousins, кузены, племянники, племянников, племянниками",
    "friend": "friend, buddy, pal",
    "male friend": "друг, друга, другу, другом, друге, приятель, приятел*, дружок",
    "female friend": "подруга, подругу, подругой, подруге, подружк*, подружек, приятельниц*",
    "friends": "friends, buddies, pals, company of friends, друзья, друзей, друзьям, друзьями, друзьях, приятели",
    "female friends": "girlfriends, подруги, подруг, подругами, подругам, подружки, подружками",
    "colleague": "colleague, coworker, co-worker, businesspartner, коллега, коллегу, коллегой",
    "colleagues": "colleagues, coworkers, co-workers, коллеги, коллег, коллегами, партнеры, партнеров",
    "team": "team, teams, group, команда, команды, команду, командой, команде, группа, группы, группу, группой",
    "specialist": (
        "doctor, nurse, teacher, engineer, chef, cook, builder, worker, farmer, pilot, artist, musician, athlete, "
        "scientist, accountant, lawyer, programmer, barista, driver, waiter, врач*, доктор*, учитель, учителя, "
        "учителю, учителем, инженер*, повар*, строител*, рабочий, фермер*, пилот, пилота, пилоту, пилотом, художник*, "
        "музыкант*, спортсмен, спортсмена, спортсменом, ученый, бухгалтер*, юрист*, программист*, бариста, водител*, "
        "официант, официанта, официантом, курьер*, парикмахер*, бармен*, полицейск*, пожарн*, космонавт*, моряк*, "
        "солдат*, танцор*, певец"
    ),
    "female specialist": (
        "waitress, actress, учительниц*, медсестр*, продавщиц*, спортсменк*, художниц*, официантк*, певиц*, актрис*, "
        "воспитательниц*, писательниц*, танцовщиц*, балерин*, стюардесс*, фермерш*"
    ),
    "specialists": (
        "doctors, nurses, teachers, engineers, chefs, cooks, builders, workers, farmers, pilots, artists, musicians, "
        "athletes, scientists, lawyers, programmers, врачи, врачей, доктора, учителей, учителями, инженеры, "
        "инженеров, строители, строителей, рабочие, рабочих, фермеры, фермеров, музыканты, спортсмены, юристы, "
        "программисты, программистов"
    ),
    "employee": (
        "employee, manager, consultant, banker, professional, entrepreneur, seller, сотрудник, сотрудника, "
        "сотруднику, сотрудником, менеджер*, консультант*, банкир*, предприниматель, предпринимателя, "
        "предпринимателю, предпринимателем, продавец, продавц*, специалист, специалиста, специалистом, операционист*, "
        "работник, работника, работником"
    ),
    "female employee": "сотрудниц*, работниц*, операционистк*",
    "employees": (
        "employees, managers, consultants, bankers, entrepreneurs, professionals, staff, сотрудники, сотрудников, "
        "сотрудниками, менеджеры, менеджеров, консультанты, предприниматели, предпринимателей, специалисты, "
        "специалистов, работники, работников"
    ),
    "person": (
        "person, client, customer, buyer, owner, tourist, traveller, traveler, passenger, neighbour, neighbor, "
        "somebody, someone, человек*, клиент, клиента, клиенту, клиентом, покупатель, покупателя, владелец, "
        "владельц*, турист, туриста, путешественник, пассажир*, сосед, соседа, соседом, кто-то, cyclist, "
        "motorcyclist, велосипедист*, мотоциклист*"
    ),
    "adult": "grown-up, adult, взросл*",
    "people": "people, persons, adults, grown-ups, люди, людей, людьми, людям, взрослые, взрослых",
    "clients": (
        "clients, customers, buyers, owners, guests, neighbours, neighbors, tourists, passengers, клиенты, клиентов, "
        "клиентам, покупатели, гости, гостей, гостями, соседи, соседей, соседями, туристы, новоселы, новоселов, "
        "прохожие, прохожих, горожане, клиентами, покупателей, покупателям, туристов, cyclists, велосипедисты, "
        "велосипедистов, мотоциклисты"
    ),
    "crowd": (
        "crowd, crowds, толпа, толпы, толпу, толпой, толпе, many people, lots of people, a lot of people, "
        "много людей, много народу, множество людей"
    ),
}

AGES: dict[AgeGroup, str] = {
    "young adult": "young, молод*, молодой, молодая, молодые, молоденьк*, юн*",
    "adult": "middle-aged, grown-up, adult, mature, взросл*, зрел*",
    "senior": (
        "elderly, old, senior, retired, пожил*, престарел*, старый, старая, старые, старую, старой, старого, "
        "старых, старень*, возрастн*"
    ),
}
"""Said of people: how old they are."""
