"""The words, English and Russian, that free text may use for what a scene can show. Knows nothing of scenes being made.

A form is a word or a phrase of up to three words in lower case; `*` at the end of a word stands for up to three more
letters. A form listed under several values means all of them.
"""

from prompt_builder.scene import Accent, Activity, Design, Light, Object, Setting, Thing

THINGS: dict[Thing, str] = {
    "sun": (
        "sun, suns, sunny, sunlight, sunshine, sunlit, sunrise, sunset, sunsets, солнц*, солнечн*, солнышк*, закат*, "
        "закатн*, рассвет*, восход*"
    ),
    "moon": "moon, moons, moonlight, moonlit, full moon, луна, луны, луну, луной, луне, лунн*, лунный, полнолуни*",
    "stars": "star, stars, starry, starlight, starry sky, звезд*, звездоч*",
    "clouds": "cloud, clouds, cloudy, overcast, облак*, облач*, туч*, тучи, тучк*",
    "rainbow": "rainbow, rainbows, радуг*",
    "rain": "rain, rains, raining, rainy, drizzle, shower of rain, дожд*, дождик*, дождлив*, ливень, ливн*",
    "snow": "snow, snowy, snowing, snowfall, winter, wintry, christmas, снег*, снежн*, снегопад*, зим*, зимн*",
    "tree": "tree, trees, oak, oaks, birch, birches, maple, дерев*, деревь*, дуб*, берез*, клен*",
    "fir": "fir, firs, spruce, pine, pines, pine tree, pine trees, сосн*, сосен, ель, ели, елей",
    "christmas tree": "christmas tree, christmas trees, new year tree, елк*, елоч*, новогодн* елк*, рождествен* елк*",
    "palm": "palm, palms, palm tree, palm trees, tropical, tropics, пальм*, тропи*, тропичес*",
    "flowers": (
        "flower, flowers, floral, bouquet, bouquets, rose, roses, tulip, tulips, daisy, daisies, blossom, blossoms, "
        "цветы, цветов, цветам, цветах, цветами, цветок, цветк*, цветоч*, цветущ*, клумб*, букет*, роз*, тюльпан*, "
        "ромашк*"
    ),
    "plant": "plant, plants, houseplant, houseplants, potted plant, bush, bushes, растен*, куст*, кустам*",
    "dog": (
        "dog, dogs, doggy, puppy, puppies, pup, labrador, retriever, corgi, собак*, собачк*, собачек, пес, пса, псом, "
        "псы, песик*, щенок, щенк*, щенят*"
    ),
    "cat": (
        "cat, cats, kitten, kittens, kitty, кот, кота, коту, котом, коте, коты, котов, котами, котик*, котен*, "
        "котят*, кошк*, кошек, кошеч*"
    ),
    "bird": (
        "bird, birds, dove, doves, pigeon, pigeons, seagull, seagulls, gull, gulls, swan, swans, птиц*, птич*, "
        "птичк*, голуб, голубь, голуби, голубей, голубями, чайк*, чаек, лебед*"
    ),
    "horse": "horse, horses, pony, ponies, лошад*, лошадк*, конь, коня, конем, кони, коней, конями, пони",
    "phone": (
        "phone, phones, smartphone, smartphones, telephone, mobile phone, cell phone, cellphone, mobile, iphone, "
        "телефон*, смартфон*, мобильн*, айфон*"
    ),
    "laptop": "laptop, laptops, notebook, computer, computers, ноутбук*, ноут*, компьютер*, лэптоп*",
    "coffee": "coffee, coffees, cappuccino, latte, espresso, cup of coffee, mug, кофе, капучино, латте, эспрессо",
    "book": "book, books, textbook, textbooks, книг*, книжк*, книжеч*, учебник*",
    "keys": "key, keys, car keys, house keys, ключ*, ключик*",
    "coins": "coin, coins, money, gold coins, монет*, монетк*, деньг*, денег, деньгами, денежн*",
    "gift": "gift, gifts, presents, gift box, christmas, подар*, подарок, подарк*, подарочн*",
    "balloons": "balloon, balloons, воздушн* шар*, шарик*, шары, шарами",
    "heart": "heart, hearts, сердц*, сердец, сердечк*, сердеч*",
    "umbrella": "umbrella, umbrellas, parasol, зонт*, зонтик*",
    "shopping bag": (
        "shopping bag, shopping bags, paper bag, paper bags, bag, bags, purchases, пакет*, покуп*, покупк*, сумк*, "
        "сумок, сумоч*"
    ),
    "suitcase": "suitcase, suitcases, luggage, baggage, чемодан*, багаж*",
    "briefcase": "briefcase, briefcases, портфел*, дипломат*",
    "bicycle": (
        "bicycle, bicycles, bike, bikes, cycling, cyclist, cyclists, велосипед*, велосипедист*, велосипедистк*, велик*"
    ),
    "boat": (
        "cruise, cruise ship, cruise liner, круизн* лайнер*, морск* лайнер*, boat, boats, sailboat, sailboats, yacht, "
        "yachts, sailing boat, ship, ships, sail, лодк*, лодок, лодоч*, "
        "яхт*, корабл*, кораблик*, парусник*"
    ),
    "plane": (
        "plane, planes, airplane, airplanes, aeroplane, aircraft, jet, самолет*, самолетик*, авиалайнер*, лайнер*"
    ),
    "ball": "ball, balls, football, soccer ball, basketball, beach ball, volleyball, мяч*, мячик*",
    "cake": "cake, cakes, cupcake, cupcakes, pie, birthday cake, birthday, торт*, тортик*, пирог*, день рожден*",
    "lamp": (
        "lamp, lamps, lantern, lanterns, street lamp, street light, streetlight, streetlights, лампа, лампы, лампу, "
        "лампой, лампе, ламп, лампоч*, фонар*, торшер*, светильник*"
    ),
    "sofa": "sofa, sofas, couch, couches, armchair, armchairs, диван*, диванчик*, кресл*",
    "fountain": "fountain, fountains, фонтан*, фонтанчик*",
    "bridge": "bridge, bridges, мост, моста, мосту, мостом, мосты, мостов, мостик*",
    "road": (
        "road, roads, highway, highways, country road, road trip, дорог*, дорожк*, дорожек, шоссе, трасс*, автострад*"
    ),
    "fence": "fence, fences, picket fence, забор*, заборчик*, изгород*, ограда, ограды, оградой",
    "windmill": "windmill, windmills, wind turbine, wind turbines, мельниц*, ветряк*, ветрян* мельниц*",
    "piggy bank": (
        "piggy bank, piggy banks, savings, saving, savings account, savings accounts, saving account, save money, "
        "saving money, deposit, deposits, bank deposit, вклад*, депозит*, накопительн*, накопительн* счет*, "
        "накоплен*, накоплениям*, сбережен*, сбережениям*, копилк*, копит, копить, копят, накопит*"
    ),
    "banking app": (
        "app, apps, mobile app, mobile banking, mobile bank, mobile banking app, banking app, bank app, online "
        "banking, online bank, internet banking, transfer, transfers, money transfer, money transfers, приложен*, "
        "приложен* банк*, мобильн* приложен*, мобильн* приложен* банк*, мобильн* банк*, мобильн* банкинг*, "
        "онлайн-банк*, онлайн-банкинг*, интернет-банк*, интернет-банкинг*, онлайн банк*, перевод*, денежн* перевод*, "
        "перевод* денег"
    ),
    "growth chart": (
        "chart, charts, graph, growth, growth chart, invest, investing, investment, investments, investor, investors, "
        "stocks, stock market, profit, profits, income, interest, high interest, interest rate, график*, диаграмм*, "
        "рост, роста, ростом, инвестиц*, инвестициям*, инвестицион*, инвестир*, инвестирован*, инвестор*, доход*, "
        "доходност*, прибыл*, процент*, высок* процент*, выгодн* процент*"
    ),
    "shield": (
        "shield, insurance, insured, insure, protection, protect, protected, security, secure, щит, щита, щитом, "
        "страховк*, страхов*, страхован*, страховани*, застрахован*, полис*, защит*, защита, защищен*, безопасн*, "
        "безопасност*"
    ),
    "wallet": (
        "wallet, wallets, purse, cash, banknotes, loan, loans, cash loan, cash loans, consumer loan, salary, pension, "
        "кошелек, кошельк*, бумажник*, наличн*, купюр*, кредит, кредита, кредиту, кредитом, кредите, кредиты, "
        "кредитов, кредит* наличн*, потребительск* кредит*, займ*, зарплат*, пенсия, пенсии, пенсию, пенсией"
    ),
    "documents": (
        "document, documents, contract, contracts, paperwork, papers, application, refinancing, refinance, документ*, "
        "договор*, анкет*, заявк*, рефинансирован*, рефинансир*, бумаг*"
    ),
    "cashback": (
        "cashback, cash back, bonus, bonuses, bonus points, points, rewards, loyalty program, кэшбэк*, кешбэк*, "
        "кэшбек*, кешбек*, бонус*, бонусн*, бонусн* балл*, балл, баллы, баллов, баллами, программ* лояльност*"
    ),
    "storefront": (
        "storefront, shop window, small business, business, businesses, own business, витрин*, лавк*, бизнес, "
        "бизнеса, бизнесу, бизнесом, бизнесе, мал* бизнес*, средн* бизнес*"
    ),
}

SETTINGS: dict[Setting, str] = {
    "city": (
        "city, cities, town, towns, downtown, street, streets, urban, skyline, skyscraper, skyscrapers, metropolis, "
        "cityscape, city centre, city center, business district, avenue, city street, город, города, городу, городом, "
        "городе, городов, городск*, улиц*, небоскреб*, мегаполис*, площад*, проспект*"
    ),
    "beach": (
        "beach, beaches, sea, seas, seaside, seashore, ocean, oceans, coast, coastal, shore, waves, sand, sandy, "
        "пляж*, пляжн*, море, моря, морю, морем, морей, морям, морск*, океан*, побереж*, побережь*, берег*, песок, "
        "песк*, песчан*, волны"
    ),
    "forest": "forest, forests, wood, woods, woodland, jungle, grove, лес, леса, лесу, лесом, лесов, лесн*, рощ*",
    "mountains": (
        "mountain, mountains, mountainous, hill, hills, alps, alpine, peak, peaks, гора, горы, гору, горой, горе, "
        "гор, горах, горам, горами, горн*, холм*, альп*, вершин*"
    ),
    "countryside": (
        "countryside, country, country house, country home, rural, village, villages, field, fields, meadow, meadows, "
        "farm, farms, garden, gardens, park, parks, lawn, grass, picnic, country road, lake, lakes, river, rivers, "
        "suburb, suburbs, suburban, загород*, загородн*, загородн* дом*, загородн* недвижимост*, за городом, деревн*, "
        "деревенск*, поле, поля, полем, полях, "
        "луг*, ферм*, сад, сада, саду, садом, сады, садик*, парк*, газон*, трав*, пикник*, озер*, река, реки, реку, "
        "рекой, реке, рек, речк*, дача, "
        "дачи, дачу, дачей, даче, дачн*, сельск*, пригород*"
    ),
    "indoors": (
        "indoor, indoors, interior, inside, room, rooms, living room, bedroom, kitchen, office, offices, at home, "
        "home office, cafe, cafes, coffee shop, restaurant, mall, shopping mall, shop, store, apartment, apartments, "
        "flat, library, studio, внутри, комнат*, гостин*, кухн*, кухон*, офис*, работает дома, сидит дома, отдыхает "
        "дома, находится дома, у себя дома, дома, интерьер*, кафе, ресторан*, магазин*, торгов* центр*, квартир*, "
        "спальн*, "
        "библиотек*, помещен*, new flat, new flats, new apartment, new apartments, нов* квартир*"
    ),
}

LIGHTS: dict[Light, str] = {
    "day": (
        "day, daytime, daylight, morning, mornings, noon, midday, afternoon, sunny, sunlight, sunshine, sunlit, "
        "sunrise, dawn, день, дня, днем, дневн*, утр*, утром, утрен*, полдень, полдн*, рассвет*, солнечн*"
    ),
    "evening": (
        "evening, evenings, sunset, sunsets, dusk, twilight, night, nights, nighttime, midnight, golden hour, "
        "moonlight, moonlit, starry, starlight, starry sky, вечер*, вечером, вечерн*, закат*, закатн*, сумер*, "
        "сумерк*, ночь, ночи, ночью, ночн*, полноч*"
    ),
}

ACTIVITIES: dict[Activity, str] = {
    "standing": "standing, stands, stand, posing, стоит, стоя, стоящ*, стоят, позиру*",
    "waving": "waving, waves hello, waving hand, wave hello, greeting, машет, машут, машущ*, приветств*, махает",
    "walking": (
        "walk, walks, walking, stroll, strolls, strolling, hiking, hike, go for a walk, running, runs, jogging, идет, "
        "идут, идущ*, гуля*, гуляют, гуляет, гуляющ*, прогулк*, прогулив*, шагает, шага*, бежит, бегут, бегущ*"
    ),
    "celebrating": (
        "playing, plays, play, celebrate, celebrates, celebrating, celebration, party, parties, festive, holiday, "
        "birthday, jumping, jumps, cheering, dancing, dance, winning, празд*, праздник*, праздну*, празднич*, "
        "праздновать, вечеринк*, радуется, ликует, прыгает, танц*, танцует, танцуют, день рожден*"
    ),
    "giving a thumbs up": "thumbs up, thumb up, thumbs-up, палец вверх, большой палец, лайк*",
    "driving": (
        "drive, drives, driving, driver, engaging in driving, behind the wheel, at the wheel, road trip, ride, rides, "
        "riding, за рулем, водит, водител*, вожден*, ведет машину, едет, едут, едущ*, ездит, поездк*, мчится"
    ),
    "talking on a phone": (
        "talking on a phone, talking on the phone, on the phone, phone call, calling, phoning, selfie, говорит по "
        "телефону, разговарива* по телефону, звонит, звонок, селфи"
    ),
    "drinking coffee": "drinking coffee, drinks coffee, coffee break, пьет кофе, пьют кофе, кофе-брейк",
    "working on a laptop": (
        "working on a laptop, working, works, work, typing, coding, studying, freelancer, работа, работе, работает, "
        "работать, работающ*, учится, печатает"
    ),
    "reading a book": "reading, reads, read, reading a book, читает, читать, читают, читающ*, чтен*",
    "shopping": "shopping, shops, shopper, buying, buys, покуп*, покупк*, покупает, покупают, шоппинг*, шопинг*",
    "holding keys": "holding keys, holding the keys, with keys, housewarming, с ключами, держит ключ*, новосель*",
    "holding a credit card": (
        "holding a credit card, holding a card, holding a bank card, paying, pays, pay, payment, держит карт*, "
        "платит, оплачива*, оплат*, расплачива*"
    ),
}

OBJECTS: dict[Object, str] = {
    "car": (
        "car loan, car loans, auto loan, автокредит*, "
        "car, cars, auto, automobile, automobiles, vehicle, vehicles, машин*, автомобил*, "
        "авто, тачк*"
    ),
    "house": (
        "mortgage, mortgages, home loan, home loans, ипотек*, ипотечн*, "
        "house, houses, home, homes, country house, country home, загородн* дом*, загородн* недвижимост*, "
        "real estate, дом, дома, дому, домом, доме, "
        "домов, домик*, домам*, недвижимост*, дача, дачи, дачу, дачей, даче"
    ),
    "credit card": (
        "credit card, credit cards, bank card, bank cards, debit card, debit cards, card, cards, payment card, "
        "кредитк*, карта, карты, карту, картой, карте, карт, карточк*, кредитн* карт*, банковск* карт*, кредитн*"
    ),
}

DESIGNS: dict[Object, dict[Design, str]] = {
    "car": {
        "convertible": "convertible, convertibles, cabrio, cabriolet, roadster, кабриолет*, родстер*",
        "SUV": "suv, suvs, crossover, crossovers, jeep, off-roader, кроссовер*, внедорожник*, джип, джипа",
        "sedan": "sedan, sedans, saloon, седан*",
        "hatchback": "hatchback, hatchbacks, хэтчбек*, хетчбек*, хэтчбэк*",
        "coupe": "coupe, sports car, sports cars, купе, спорткар*, спортивн* машин*, спортивн* автомобил*",
        "minivan": "minivan, minivans, minibus, van, vans, минивэн*, минивен*, микроавтобус*, фургон*",
        "small car": "small car, compact car, малолитражк*, маленьк* машин*, компактн* автомобил*",
    },
    "house": {
        "cottage": "cottage, cottages, коттедж*",
        "villa": "villa, villas, mansion, mansions, вилл*, особняк*",
        "chalet": "chalet, chalets, log house, wooden house, шале, деревян* дом*, бревенчат* дом*",
        "townhouse": "townhouse, townhouses, terraced house, terraced houses, таунхаус*",
        "modern house": "modern house, modern houses, modern home, современн* дом*, дом* хай-тек",
        "high-rise": (
            "high-rise, high rise, apartment building, apartment buildings, apartment block, tower block, "
            "новостройк*, многоэтажк*, высотк*, многоэтажн* дом*, многоквартирн* дом*, жил* комплекс*, жк, "
            "new flat, new flats, new apartment, new apartments, нов* квартир*, покупк* квартир*, "
            "квартир* в новостройк*"
        ),
    },
}
"""Kinds of the objects; each names its object, too."""

ACCENTS: dict[Accent, str] = {
    "warm": (
        "light salmon, salmon, coral, peach, peachy, orange, лососев*, коралл*, кораллов*, персик*, персиков*, оранжев*"
    ),
    "light": (
        "pale turquoise, turquoise, aqua, teal, cyan, aquamarine, mint, light blue, sky blue, бирюз*, бирюзов*, "
        "голуб*, голубая, голубой, голубое, голубые, голубого, мятн*"
    ),
    "deep": "royal blue, blue, navy, dark blue, sapphire, ultramarine, син*, синего, синему, сапфир*",
}

UNDRAWN = (
    "child seat, child seats, car seat, car seats, baby seat, booster seat, high chair, seat for a child, seat for a "
    "baby, child's seat, детск* кресл*, детск* кресел, детск* сиден*, автокресл*, автолюльк*, кресл* для ребенк*, "
    "кресл* для малыш*, кресл* для младенц*, кресл* для детей, автомобильн* кресл*, "
    "детск* сад, детск* сада, детск* саду, детск* садик*, детск* площадк*, детск* комнат*, детск* коляск*, stroller, "
    "strollers, pram, prams, baby carriage, baby buggy, pushchair, pushchairs, коляск*, колясок, kindergarten, "
    "playground, wheelchair, инвалидн* коляск*, инвалидн* кресл*, кресл* каталк*, кресло-каталк*, кресле-каталке, "
    "кресло-коляск*, кресле-коляске, мотоциклист*, motorcyclist, motorcyclists, lake, "
    "lakes, river, rivers, озер*, река, реки, реку, рекой, реке, рек, речк*"
)
"""What would be taken for something else, or drawn as less than is asked."""
