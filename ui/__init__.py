"""The web page: an ordinary client of the HTTP API that happens to be served by the same process."""

from ui.temporary import FOLDER  # isort: skip - before Gradio, which makes a folder of its own as it is imported
from ui.startup import no_stubs

with no_stubs():
    from ui.app import mount
