import traceback

import jinja2
import jinja2.nativetypes
from flask import Flask
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

app = Flask(__name__)
env = Environment(loader=DictLoader({"part": "[part]"}), extensions=["jinja2.ext.i18n"])
env.install_gettext_translations(type("Translations", (), {"gettext": staticmethod(lambda text: text), "ngettext": staticmethod(lambda one, many, n: many)}))


def rendered(source, environment=env, **context):
    try:
        return environment.from_string(source).render(context)
    except Exception as error:
        return type(error).__name__


def failing_line(source):
    try:
        return env.from_string(source).render()
    except Exception as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
        return lines[-1]


def sets_printed():
    return rendered("{{ numbers }}", numbers={3, 1, 2})


def functions_printed():
    return rendered("{{ ' at 0x' in f|string }}", f=sets_printed)


def include_in_a_block():
    wheres = [("{% set x %}", "{% endset %}"), ("{% filter upper %}", "{% endfilter %}")]
    return [rendered(start + "a{% include 'part' without context %}b" + end + "c{{ x }}") for start, end in wheres]


def large_results():
    return [rendered("{{ (2 ** 10000000) % 7 }}"), rendered("{{ ('ab' * 60000000)|length }}")]


def complex_power():
    return rendered("{{ (-777) ** 0.333 }}")


def missing_template():
    try:
        env.get_template("missing.html")
    except jinja2.TemplateNotFound as error:
        return error.name


def endless_recursion():
    return rendered("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")


def repeated_keyword():
    return rendered("{{ f(a=1, a=2) }}", f=dict)


def line_of_a_with():
    return failing_line("1\n{% with a = 1,\n b = missing.name.first %}{% endwith %}")


def keywords_of_gettext():
    return rendered("{{ gettext('x', a=1) }}")


def message_of_a_filter():
    try:
        return env.from_string("{{ 'a'|replace }}").render()
    except Exception as error:
        return str(error)


def named_character():
    return rendered(r"{{ '\N{BULLET}' }}")


def folded_undefined():
    return rendered("{% if false %}{{ (1).x ~ 'a' }}{% endif %}", Environment(undefined=StrictUndefined))


def names_of_jinja():
    names = "ModuleLoader PackageLoader BytecodeCache FileSystemBytecodeCache".split()
    has = {name: hasattr(jinja2, name) for name in names}
    return {**has, "enable_async": hasattr(env, "is_async"), "nativetypes": hasattr(jinja2, "nativetypes")}


def methods_of_markup():
    return [hasattr(Markup("<b>{}"), "format"), hasattr(Markup(","), "join"), rendered("{{ m.format('<') }}", m=Markup("<b>{}"))]
