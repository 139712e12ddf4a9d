"""English words that are one token of CLIP's vocabulary: those of our own tables. Knows no rule of counting."""

WHOLE = """
    about accent accountant across activity add adolescent adolescents adult advertisement advertising after
    afternoon age aircraft airplane airplanes airy alcohol all along alpine alps already also amazing among anatomy
    and another any anything apartment apartments aqua are armchair arms around art artist asked athlete auto
    automobile avenue awesome babies baby background bad bag baggage bags ball balloon balloons balls bank banker
    barista basketball beach beaches beautiful bedroom been before behind being belongs below bent beside best
    between bicycle bicycles big bike bikes birch bird birds birthday bit blank blooming blossom blossoms blue
    blurry boat boats bold book books both bouquet box boy boyfriend boys brand break bride bridge bridges bright
    brother buddies builder bush bushes business businessman but buying buys cafe cafes cake cakes call calling calm
    campaign can cappuccino car card cards carrying cars cash cat cats celebrate celebrates celebrating celebration
    cell cellphone center centre cheerful cheering chef child children choice choose chooses christmas cigarette
    cinematic cities city cityscape clean clear clearing client clients clothes cloud clouds cloudy coast coastal
    coding coffee coffees coin coins colleague colleagues colorful colourful colours company composition confident
    convertible cook coral corgi cosy cottage cottages couch country countryside counts coupe couple couples cover
    coworker coworkers cozy credit crisp crooked crowd cup cupcake cupcakes customer customers cute cycling dad
    daddy daisies daisy damaged dance dancing dark daughter daughters dawn day daylight daytime debit depth detail
    digits district doctor does dog doggy dogs doing dove doves down downtown draw dressed drinking drinks drive
    driver drives driving drizzle during dusk each edge editorial elderly elegant else empty engaged engaging
    engineer english enjoy enjoying enjoys espresso estate evening evenings every extra face families family farm
    farmer farms father female fence fences festive few field fields fingers fir first fits fitting flat floral
    flower flowers focus football for foreground forest forests fountain fountains four free friend friendly friends
    from front full fun garden gardens generous gentle gentleman gentlemen geometric gift gifts girl girlfriend
    girls give giving glow gold golden good gore gradient grandchildren granddaughter grandfather grandma
    grandmother grandpa grandparents grandson granny graphic grass great green greeting groom group grove gull gulls
    guy guys had hand hands happily happy has hatchback have having heart hearts hello her here hers high highway
    highways hike hiking hill hills him his hold holding holds holiday home homes horse horses hour house houses how
    huge husband illustration image important indoor indoors infant inside interior into iphone its jet jogging
    joyful jumping jumps jungle just key keys kid kids kind kinds kitchen kitten kittens kitty knows labrador ladies
    lady lake lakes lamp lamps lantern lanterns laptop laptops large latte laughing lawn lawyer letters library
    license light like likely limbs listed little living logo look looking looks lot lots lovely low luggage
    magazine main make makeup male mall mama man manager mansion many maple may meadow meadows mean men mention
    metropolis midday midnight minimalist mint mobile modern modest mom mommy money mood moon moonlight moons more
    morning mornings most mother motion mountain mountains much mug mum musician must name named names navy near
    negative never new next nice night nights nighttime nobody noon not notebook nothing noun nsfw nude number
    numbers nurse oak oaks object ocean oceans off office offices old one onto open orange order other our out
    outdoor outdoors outfit outside over overcast pair pale palm palms panoramic papa paper parents park parks part
    parties partner party pastel pay paying payment pays peach peak peaks people perfect person persons phone phones
    photo photograph picket picnic picture pie pigeon pigeons piggy pilot pine pines plain plane planes plant plants
    plate play playing plays please ponies pony posing potted presents pretty printed product professional
    programmer pup puppies puppy purchases puts quality rain rainbow rainbows raining rains rainy raised read
    reading reads real really relaxed restaurant retriever revealing ride rides riding river rivers road roads role
    roof room rooms rose roses royal ruins running runs rural said sail sailing salmon sand sandy sapphire savings
    say says scene scientist sea seagull seagulls seas seaside sedan seed selfie senior seniors setting shapes sharp
    she ship ships shop shopper shopping shops shore should show shower showing shown shows silent sister sits
    sitting sky skyline small smartphone smartphones smile smiles smiling snow snowfall snowing snowy soccer sofa
    soft some somebody something son sons space specialist spouse square stand standing stands star starlight starry
    stars store street streets stroll strolling student students studio studying style stylish subject suburb
    suburban suburbs successful suitcase sun sunlight sunny sunrise suns sunset sunsets sunshine suv swan swans
    swimwear tables talking tall teacher teal team teams teen teenage teenager teenagers teens telephone text
    textbook textbooks than that the their them there these they thing things this those three through thumb thumbs
    toddler toddlers together too town townhouse towns tree trees trip tropical tropics tulip tulips turbine
    turbines turquoise twice twilight two type typing ugly umbrella umbrellas under urban useful valley values
    vehicle vehicles vertical very view villa village villages villas violence volleyball waiter walk walking walks
    walls want wants warm was watching wave waves waving weapon wearing well were what wheel wheels when where
    whether which while who wholesome whom why wife will wind windmill winning winter wintry with without woman
    women wonderful wood woodland woods words work worker working works would yacht yachts years you young youngster
    your
"""
