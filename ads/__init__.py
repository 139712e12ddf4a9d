"""Finished advertisements: texts and a logo over a picture, legible by measurement. Knows no painter and no HTTP."""

from ads.composition import Ad, Brief, check, compose
from ads.layouts import AdLayout, LayoutError, title
from ads.lettering import FontError
from ads.logo import LogoError
from ads.studio import Commission, Studio
from ads.vector import pdf, svg
