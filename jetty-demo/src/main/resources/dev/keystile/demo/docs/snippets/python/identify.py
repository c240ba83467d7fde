import json
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

request = Request(
    "BASE_URL/project",
    headers={"Authorization": "Bearer PUBLISHABLE_KEY"},
)
try:
    with urlopen(request) as response:
        project = json.load(response)
    print(project["name"], project["id"])
except HTTPError as refusal:
    sys.exit(refusal.read().decode())
