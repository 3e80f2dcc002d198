from flask import Flask, render_template_string
from jinja2 import TemplateNotFound

log = []
app = Flask(__name__)


class User:
    kind = "user"

    def __init__(self, name):
        self.name = name

    def greet(self, greeting="hello"):
        return f"{greeting} {self.name}"


VALUES = {
    "user": User("ann"),
    "items": [3, 1, 2],
    "words": {"b": 2, "a": 1},
    "rows": [{"n": "x", "g": 1}, {"n": "y", "g": 2}, {"n": "z", "g": 1}],
    "html": "<b>&</b>",
    "none": None,
    "text": "  the quick brown fox  ",
    "price": 1234.5,
    "empty": [],
}
SOURCES = [
    "{{ items }} {{ words }} {{ none }} {{ true }} {{ 1.0 }} {{ 'a' }} {{ (1, 'b') }} {{ 1e20 }} {{ 7 // 2 }} {{ 7 / 2 }} {{ 2 ** 10 }} {{ -7 % 3 }}",
    "{{ items|sort|join('-') }} {{ items|first }} {{ items|last }} {{ items|length }} {{ items|sum }} {{ items|max }} {{ items|reverse|list }}",
    "{{ text|trim|title }} {{ text|wordcount }} {{ 'abc'|capitalize }} {{ 'x'|center(5) }}| {{ 'a,b'.split(',') }} {{ text|trim|truncate(9) }}",
    "{{ words|dictsort }} {% for k, v in words.items() %}{{ k }}={{ v }}{{ ',' if not loop.last }}{% endfor %} {{ words.b }} {{ words['a'] }} {{ words.get('q', 0) }}",
    "{% for g, rs in rows|groupby('g') %}{{ g }}:{{ rs|map(attribute='n')|join }} {% endfor %}{{ rows|selectattr('g', 'eq', 1)|map(attribute='n')|list }} {{ rows|rejectattr('g', '>', 1)|list|length }}",
    "{{ user.name }} {{ user.greet() }} {{ user.greet('hi') }} {{ user.greet(greeting='yo') }} {{ user.kind }} {{ user.nothing is defined }} {{ user.nothing|default('x') }}",
    "{{ html }} {{ html|safe }} {{ html|escape }} {{ html|e|e }} {{ html|striptags }} {{ html|forceescape }} {{ '<' ~ html|safe }}",
    "{% set x = 1 %}{% for i in items %}{% set x = i %}{% endfor %}{{ x }} {% set ns = namespace(t=0) %}{% for i in items %}{% set ns.t = ns.t + i %}{% endfor %}{{ ns.t }}",
    "{% for i in range(5) if i % 2 %}{{ loop.index }}/{{ loop.length }}:{{ i }}{{ loop.cycle(' odd', ' even') }} {% else %}none{% endfor %}{% for i in empty %}{% else %}nothing{% endfor %}",
    "{% if items and not empty or none %}yes{% elif x %}maybe{% else %}no{% endif %} {{ 'in' if 1 in items else 'out' }} {{ 3 not in items }} {{ 1 < 2 < 3 }} {{ none is none }} {{ 4 is even }} {{ 4 is divisibleby 3 }}",
    "{% from 'macros.html' import field, box %}{{ field('n') }}{{ field('p', kind='password') }}{% call(x) box('T<') %}{{ x }} {{ html }}{% endcall %}",
    "{% include 'part.html' %}{% with who = 'with' %}{% include 'part.html' %}{% endwith %}{% include 'nothing.html' ignore missing %}{% include ['nothing.html', 'part.html'] %}",
    "{%- for i in items -%} {{ i }} {%- endfor -%}\n  {% raw %}{{ raw }}{% endraw %} {# gone #}\n{{ 'a' \n }}",
    "{% filter upper %}shout {{ user.name }}{% endfilter %} {% set block %}in {{ html }}{% endset %}{{ block }}",
    "{{ price|round(1) }} {{ '%.3f'|format(price) }} {{ '{:,.2f}'.format(price) }} {{ price|int }} {{ '12'|int + 1 }} {{ 'x'|int(5) }} {{ '1.5'|float }} {{ 1000000|filesizeformat }}",
    "{{ {'a': [1, {'b': none}]}|tojson }} {{ 'a b&c'|urlencode }} {{ {'q': 'ä', 'p': 1}|urlencode }} {{ 'see http://x.org'|urlize }} {{ rows|tojson|length }}",
    "{{ items[0] }} {{ items[-1] }} {{ items[1:] }} {{ 'abc'[::-1] }} {{ [1,2]+[3] }} {{ 'a'*3 }} {{ [items|batch(2)|map('list')|list, items|slice(2)|map('list')|list] }}",
    "{{ 'Hello'.upper() }} {{ 'a-b'.replace('-', '+') }} {{ 'x'.join(['1','2']) }} {{ 'abc'.startswith('a') }} {{ ' x '.strip()|length }} {{ 'a\nb'.splitlines() }} {{ 'abc'.find('c') }}",
    "{{ undefined_name }}|{{ undefined_name is undefined }}|{{ undefined_name|default('d') }}|{{ ''|default('e', true) }}|{{ [undefined_name, 1]|select|list }}",
    "{% for i in [1, 2] recursive %}{{ loop.depth }}{{ i }}{% endfor %} {% for a in items %}{{ loop.previtem }}{{ loop.nextitem }}{{ loop.first }}{% endfor %}{{ items|unique|list }} {{ items|random in items }}",
]


def render():
    with app.test_request_context("/"):
        for source in SOURCES:
            log.append(render_template_string(source, who="us", **VALUES))


def mistakes():
    with app.test_request_context("/"):
        for source in ("{{ nothing.at }}", "{% if %}", "{{ 1 + 'a' }}", "{% include 'nothing.html' %}", "{{ 'a'|nofilter }}", "{{ nothing() }}", "{% for %}"):
            try:
                log.append(render_template_string(source))
            except Exception as error:
                reason = "" if isinstance(error, TemplateNotFound) else str(error).splitlines()[0]
                log.append(f"{source}: {type(error).__name__} {reason}")
