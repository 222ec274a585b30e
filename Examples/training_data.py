"""The training rows of a policy, kept up to date from the feed: plain HTTP, nothing but Python's own library.

    CHORUS_SERVER=http://localhost:8080 CHORUS_TOKEN=chorus_… python Examples/training_data.py rows.json v8-part-4

Run it as often as you like. Each run asks for what is new since the last one, drops what was withdrawn, and replaces file and
cursor together, so that it may be killed at any moment. Filters that compare episodes with each other, such as `duplicate`,
need a snapshot: see training-data.sh.
"""

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

path, policy = sys.argv[1:3]
server, token = os.environ.get("CHORUS_SERVER", "http://127.0.0.1:8080"), os.environ["CHORUS_TOKEN"]
state = json.load(open(path, encoding="utf-8")) if os.path.exists(path) else {"cursor": "", "rows": {}}

while True:
    query = urllib.parse.urlencode(
        {"cursor": state["cursor"], "policy": policy, "format": "supervised", "limit": 500}
    )
    request = urllib.request.Request(f"{server}/v1/feed?{query}", headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request) as answer:
            for line in answer:
                event = json.loads(line)
                state["rows"].pop(event["id"], None)
                if event.get("rows"):
                    state["rows"][event["id"]] = event["rows"]
            state["cursor"] = answer.headers["Chorus-Next-Cursor"]
            has_more = answer.headers["Chorus-Has-More"] == "true"
    except urllib.error.HTTPError as refusal:
        problem = json.load(refusal)
        if problem["code"] != "cursor_forked":
            sys.exit(f"{problem['detail']} ({problem['code']})")
        # The feed was rewound by a restore: what is here may be too much. Begin anew.
        state, has_more = {"cursor": problem["resume_cursor"], "rows": {}}, True
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(state, file, ensure_ascii=False)
    os.replace(path + ".new", path)
    if not has_more:
        break

print(f"{sum(map(len, state['rows'].values()))} rows of {len(state['rows'])} episodes in {path}")
