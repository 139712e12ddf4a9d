"""Every word that the page says, as one typed form that each language fills in. Knows no controls and no API."""

from collections.abc import Mapping
from dataclasses import dataclass

from brand import Numerals


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts(Numerals):
    """One language. Fields with braces are `str.format` patterns; mappings are keyed by the words of the API."""

    code: str
    language: str
    title: str
    tagline: str
    create: str
    history: str
    user_id: str
    user_id_hint: str
    other_user: str
    adopt_user: str
    keep_user: str
    help: str
    close: str
    theme: str
    skip: str
    opening: str
    away: str

    examples: str
    product: str
    products: Mapping[str, str]
    person: str
    nobody: str
    anyone: str
    sexes: Mapping[str, str]
    minors: Mapping[str, str]
    age: str
    age_hint: str
    custom_prompt: str
    custom_prompt_hint: str
    tokens: str
    preview: str
    drawn: str
    not_drawn: str
    size: str
    sizes: Mapping[str, str]
    brand: str
    text_zone: str
    text_zones: Mapping[str, str]
    palette_mode: str
    palette_modes: Mapping[str, str]
    colours: str
    colours_hint: str
    width: str
    height: str
    sum_fits: str
    sum_exceeds: str
    side_short: str
    count: str
    seed: str
    seed_hint: str
    dice: str
    lock: str
    pinned: str
    release: str
    more: str
    steps: str
    guidance: str
    automatic: str
    output_format: str
    paste: str
    paste_hint: str
    fill: str
    filled: str
    generate: str
    all_channels: str
    painting: str
    cancel: str
    queued: str
    step: str

    empty_title: str
    empty_text: str
    picture: str
    mark: str
    good: str
    bad: str
    marked_good: str
    marked_bad: str
    undo: str
    reason: str
    reasons_good: tuple[str, ...]
    reasons_bad: tuple[str, ...]
    keys: str
    own_words: str
    prompt: str
    negative_prompt: str
    dropped: str
    undrawn: str
    painter: str
    illustration: str
    duration: str
    seconds: str
    size_label: str
    download: str
    open: str
    again: str
    vary: str

    get_history: str
    history_of: str
    history_empty: str
    history_partial: str
    history_more: str
    nothing_found: str
    take_out: str
    take_out_found: str
    take_out_chosen: str
    search: str
    search_hint: str
    choose: str
    chosen: str
    choose_all: str
    choose_none: str
    all: str
    since: str
    until: str
    gallery: str
    table: str
    marks: Mapping[str, str]
    made_at: str
    mark_column: str
    score: str
    certificate: str
    score_column: str
    scores: Mapping[str, str]
    report: str
    pictures: str
    mean_score: str
    corrected: str
    off_brand: str
    bands: tuple[str, str, str, str]
    by_day: str
    by_product: str
    by_model: str
    by_brand: str
    by_size: str
    by_reason: str
    liked: str
    whose: Mapping[str, str]
    worst: str
    earlier: str
    later: str

    problem: str
    fields: Mapping[str, str]
    advice: Mapping[str, str]
    problems: Mapping[str, str]
    refused_word: str
    unknown_field: str
    bad_json: str
    request_id: str

    help_title: str
    help_steps: tuple[tuple[str, str], ...]
