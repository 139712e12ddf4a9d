"""A folder for what Gradio may want to write, readable by nobody else and gone at exit. Gradio is told as it starts."""

import os
from tempfile import TemporaryDirectory

FOLDER = TemporaryDirectory(prefix="page-")
os.environ |= {"GRADIO_TEMP_DIR": FOLDER.name, "GRADIO_ANALYTICS_MAX_EVENTS": "1"}
