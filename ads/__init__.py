"""Finished advertisements: texts and a mark over a picture, legible by measurement. Knows no painter and no HTTP."""

from ads.composition import Ad, Brief, check, compose
from ads.layouts import Layout, LayoutError
from ads.lettering import FontError
from ads.mark import MarkError
from ads.studio import Commission, Studio
from ads.vector import pdf, svg
