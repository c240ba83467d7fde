import json
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

BASE = "BASE_URL"
KEY = "SECRET_KEY"


def call(method, path, body=None):
    request = Request(
        BASE + path,
        method=method,
        headers={"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"},
        data=None if body is None else json.dumps(body).encode(),
    )
    with urlopen(request) as response:
        return json.load(response)


try:
    created = call("POST", "/organizations", {"name": "Test organization"})
    print("Created", created["id"])

    for organization in call("GET", "/organizations?limit=5")["data"]:
        print(organization["id"], organization["name"])
except HTTPError as refusal:
    sys.exit(refusal.read().decode())
