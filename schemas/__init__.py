"""The HTTP contract: what may be asked and what is answered. The annotation is the check and the documentation."""

from schemas.ads import (
    MAX_AD_PIXELS,
    AdCertificate,
    AdFile,
    AdFormat,
    AdQuery,
    AdRequest,
    Ads,
    Cover,
    Edges,
    Finding,
    Fit,
    FormatInfo,
    LayoutInfo,
    Layouts,
    PlacedLogo,
    PlacedText,
)
from schemas.copy import DEFAULT_FORMAT, TEXT_ROLES, Copy, TextRole, size_of
from schemas.fields import (
    DEFAULT_BRAND,
    DEFAULT_SIDE,
    DEFAULT_STRENGTH,
    MAX_CAST,
    MAX_CUSTOM_PROMPT,
    MAX_KEY,
    MAX_PAGE,
    MAX_REASON,
    MAX_SEARCH,
    MAX_SEED,
    MAX_SIDES_SUM,
    MAX_USER_ID,
    MIN_SIDE,
    MIN_STRENGTH,
    STRICT_SEEDS,
    Product,
    Sex,
    UserId,
    UserText,
    field_of,
)
from schemas.generate import (
    Brand,
    BrandColour,
    GenerateRequest,
    LoraUse,
    Metadata,
    Picture,
    PromptPreview,
    RegisteredLora,
)
from schemas.history import (
    AdSetting,
    HistoryFilter,
    HistoryQuery,
    Interaction,
    PictureQuery,
    RecordedCopy,
    RecordedMetadata,
    TakeOutQuery,
    UsedFile,
    UsedLayout,
)
from schemas.keys import AccessKey, Invitation, KeyChange, KeyRequest, MadeKey, Rotation
from schemas.marks import Mark, MarkAbout, MarkRequest
from schemas.pictures import (
    OUTPUT_FORMATS,
    USUAL_FORMAT,
    AltText,
    OutputFormat,
    ad_address,
    address,
    extension,
    media_type,
    name_at,
    picture_name,
)
from schemas.problems import ErrorAnswer, Fault, Problem
from schemas.report import BrandReport, ReasonCount, ReportQuery, ScoreGroup, WorstPicture
from schemas.session import Session, SignIn
