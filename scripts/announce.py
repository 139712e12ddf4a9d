"""Wait until the service at argv[1] is ready, then say where things are. Gives up when the server process is gone.

Whoever answers before ours can have started is another program: nothing is said of it, the service tells its own start.
"""

import http.client
import os
import sys
import time
import urllib.error
import urllib.request

url = sys.argv[1]
server = os.getppid()
ask = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy is for other machines
try:
    ask.open(url, timeout=5).close()
    taken = True
except urllib.error.HTTPError:
    taken = True
except (OSError, http.client.HTTPException):
    taken = False
while os.getppid() == server and not taken:
    try:
        with ask.open(f"{url}/readyz", timeout=5):
            sys.stdout.write(f"\n  the page  {url}\n  the API   {url}/docs\n\n")
            break
    except (OSError, http.client.HTTPException):
        time.sleep(0.2)
