"""Content credentials: files that say where they come from, signed. Knows no request, no person and no pixel.

What signs is in `provenance.signer`: it takes longer to import than a file takes to be read by `inspection`.
"""

from provenance.manifest import Origin, Source
