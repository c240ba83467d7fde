import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

request = Request(
    "BASE_URL/organizations",
    headers={"Authorization": "Bearer PUBLISHABLE_KEY"},
)
try:
    with urlopen(request) as response:
        print(len(json.load(response)["data"]), "organizations")
except HTTPError as error:
    refusal = json.load(error)
    print(error.code, refusal["code"])
    print(refusal["detail"])
    print("Request", refusal["request_id"])
