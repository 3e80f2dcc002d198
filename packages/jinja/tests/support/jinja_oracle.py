"""Renders templates with real Jinja: reads a JSON list of cases on stdin, writes a JSON list of outcomes.

A case has `source`, or `main` and `templates`; `options` of the Environment; a tagged `context`. An outcome has
`text`, or `error` (the class), `message` and `lineno` (of the innermost template line).
"""

import json
import sys

import jinja2
from jinja2 import sandbox

UNDEFINED = {
    name: getattr(jinja2, name)
    for name in ("Undefined", "ChainableUndefined", "DebugUndefined", "StrictUndefined")
}


def untag(value):
    if isinstance(value, list):
        return [untag(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        (tag, content), = value.items()
        if tag == "$float":
            return float(content)
        if tag == "$int":
            return int(content)
        if tag == "$tuple":
            return tuple(untag(item) for item in content)
        if tag == "$set":
            return {untag(item) for item in content}
        if tag == "$dict":
            return {untag(key): untag(item) for key, item in content}
        if tag == "$markup":
            return jinja2.utils.markupsafe.Markup(content)
    return {key: untag(item) for key, item in value.items()}


def environment_of(case):
    options = dict(case.get("options", {}))
    if "undefined" in options:
        options["undefined"] = UNDEFINED[options["undefined"]]
    kind = sandbox.SandboxedEnvironment if options.pop("sandboxed", False) else jinja2.Environment
    return kind(loader=jinja2.DictLoader(case.get("templates", {})), **options)


def template_line(error):
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.lineno
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def outcome_of(case):
    try:
        environment = environment_of(case)
        if "source" in case:
            template = environment.from_string(case["source"])
        else:
            template = environment.get_template(case["main"])
        return {"text": template.render(untag(case.get("context", {})))}
    except Exception as error:
        message = getattr(error, "message", None) or str(error)
        return {"error": type(error).__name__, "message": message, "lineno": template_line(error)}


json.dump([outcome_of(case) for case in json.load(sys.stdin)], sys.stdout)
