"""Content credentials: files that say where they come from, signed. Knows no request, no person and no pixel."""

from provenance.manifest import Origin, Source
from provenance.signer import Signer, open_signer
