"""What people of each age group wear. Data only."""

WARDROBE: dict[tuple[str, str], tuple[tuple[str, str, str], ...]] = {
    ("male", "child"): (
        ("tee", "shorts", "short"),
        ("stripes", "trousers", "long"),
        ("dungarees", "trousers", "long"),
        ("hoodie", "shorts", "long"),
        ("shirt", "shorts", "short"),
    ),
    ("female", "child"): (
        ("dress", "skirt", "short"),
        ("pinafore", "skirt", "long"),
        ("stripes", "skirt", "long"),
        ("dungarees", "trousers", "short"),
        ("tee", "skirt", "short"),
    ),
    ("male", "teenager"): (
        ("hoodie", "jeans", "long"),
        ("varsity", "jeans", "long"),
        ("tee", "jeans", "short"),
        ("open shirt", "trousers", "rolled"),
        ("stripes", "trousers", "long"),
    ),
    ("female", "teenager"): (
        ("hoodie", "jeans", "long"),
        ("tee", "skirt", "short"),
        ("varsity", "skirt", "long"),
        ("stripes", "jeans", "long"),
        ("dungarees", "jeans", "short"),
    ),
    ("male", "young adult"): (
        ("blazer", "trousers", "long"),
        ("sweater", "trousers", "long"),
        ("shirt", "trousers", "rolled"),
        ("open shirt", "jeans", "rolled"),
        ("turtleneck", "trousers", "long"),
    ),
    ("female", "young adult"): (
        ("blazer", "trousers", "long"),
        ("dress", "dress", "short"),
        ("blouse", "skirt", "long"),
        ("turtleneck", "skirt", "long"),
        ("sweater", "jeans", "long"),
    ),
    ("male", "adult"): (
        ("suit", "trousers", "long"),
        ("suit", "trousers", "long"),
        ("blazer", "trousers", "long"),
        ("shirt", "trousers", "rolled"),
        ("coat", "trousers", "long"),
    ),
    ("female", "adult"): (
        ("suit", "trousers", "long"),
        ("blazer", "skirt", "long"),
        ("dress", "dress", "long"),
        ("blouse", "trousers", "long"),
        ("coat", "trousers", "long"),
    ),
    ("male", "senior"): (
        ("cardigan", "trousers", "long"),
        ("vest", "trousers", "long"),
        ("suit", "trousers", "long"),
        ("sweater", "trousers", "long"),
    ),
    ("female", "senior"): (
        ("cardigan", "skirt", "long"),
        ("blouse", "skirt", "long"),
        ("dress", "dress", "long"),
        ("cardigan", "trousers", "long"),
    ),
}
"""(top, bottom, sleeve) sets by sex and age group."""

ROMPERS = (("stripes", "romper", "long"), ("tee", "romper", "long"), ("tee", "romper", "short"))
"""What infants wear."""

EXTRAS = {
    "child": ("backpack", "backpack", ""),
    "teenager": ("headphones", "backpack", "", "headphones"),
    "young adult": ("strap", "scarf", "", ""),
    "adult": ("", "", "scarf"),
    "senior": ("scarf", "", ""),
}
