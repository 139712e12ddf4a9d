"""A folder for what Gradio may want to write, readable by nobody else. Gradio is told as it starts.

Who mounts the page removes it at the end: uvicorn lets the signal that stopped it end the process, past `atexit`.
"""

import os
from tempfile import TemporaryDirectory

FOLDER = TemporaryDirectory(prefix="page-")
os.environ |= {"GRADIO_TEMP_DIR": FOLDER.name, "GRADIO_ANALYTICS_MAX_EVENTS": "1"}
