"""Renders pages with real Jinja as Flask sets it up: reads `{folder, pages: [[template, context]]}` on stdin, writes
a JSON list of texts. `{"$date": seconds}` in a context is a datetime."""

import datetime
import json
import sys

import jinja2


def revive(value):
    if isinstance(value, list):
        return [revive(item) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"$date"}:
        return datetime.datetime.fromtimestamp(value["$date"], datetime.timezone.utc)
    return {key: revive(item) for key, item in value.items()}


def url_for(endpoint, **values):
    query = "&".join(f"{key}={values[key]}" for key in sorted(values))
    return f"/{endpoint}?{query}" if query else f"/{endpoint}"


job = json.load(sys.stdin)
env = jinja2.Environment(
    loader=jinja2.FileSystemLoader(job["folder"]),
    autoescape=lambda name: name is None or name.endswith((".html", ".htm", ".xml", ".xhtml", ".svg")),
)
texts = []
for template, context in job["pages"]:
    messages = context.pop("messages", [])
    env.globals["get_flashed_messages"] = lambda with_categories=False: (
        [tuple(pair) for pair in messages] if with_categories else [text for _, text in messages]
    )
    env.globals["url_for"] = url_for
    texts.append(env.get_template(template).render(revive(context)))
json.dump(texts, sys.stdout)
