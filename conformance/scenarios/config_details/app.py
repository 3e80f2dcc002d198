import json
import os
import tomllib
from flask import Flask

log = []
app = Flask(__name__, instance_path=os.path.join(os.path.dirname(os.path.abspath(__file__)), "inst"), instance_relative_config=True)


def show(label, value):
    log.append(f"{label} {json.dumps(value, sort_keys=True)}")


def with_env(values, action):
    os.environ.update(values)
    try:
        action()
    finally:
        for name in values:
            del os.environ[name]


def prefixed():
    config = Flask("env").config

    def read():
        log.append(str(config.from_prefixed_env()))
        config.from_prefixed_env("OTHER")
        config.from_prefixed_env("A_B")

    with_env(
        {
            "FLASK_NUM": "1.5",
            "FLASK_NULL": "null",
            "FLASK_STR": '"quoted"',
            "FLASK_EMPTY": "",
            "FLASK_SPACE": "  7 ",
            "FLASK_NAN": "NaN",
            "FLASK_OBJ": '{"a": {"b": 1}}',
            "FLASK_OBJ__a__c": "2",
            "FLASK_OBJ__x__y__z": "deep",
            "FLASK_DEBUG": "false",
            "FLASK_lower": "yes",
            "FLASK_TRAIL_": "under",
            "FLASK_SECRET_KEY": "plain-key",
            "FLASK_MAX_CONTENT_LENGTH": "99",
            "FLASK_TRUE": "True",
            "OTHER_KEY": "true",
            "A_B_C": "abc",
            "FLASKY": "no",
        },
        read,
    )
    for key in "NUM NULL STR EMPTY SPACE OBJ lower TRAIL_ SECRET_KEY MAX_CONTENT_LENGTH KEY C DEBUG".split():
        show(key, config.get(key, "absent"))
    log.append(f"{config['NAN']} {config['TRUE']} {'Y' in config} {'KEY' in config}")


def debug_from_environment():
    for value in ("1", "0", "no", "False", "yes", "", "anything"):
        with_env({"FLASK_DEBUG": value}, lambda: log.append(f"{value!r} {Flask('d').debug} {Flask('d').config['DEBUG']}"))


def files():
    config = app.config
    log.append(os.path.basename(config.root_path))
    log.append(str(config.from_file("c.json", load=json.load)))
    show("JSON_KEY", config["JSON_KEY"])
    log.append(str("lower" in config))
    log.append(str(config.from_file("c.toml", load=tomllib.load, text=False)))
    show("TOML_KEY", config["TOML_KEY"])
    show("TABLE", config["TABLE"])
    try:
        config.from_file("none.json", load=json.load)
    except OSError as error:
        log.append(str(error).split(" (")[0])
    try:
        config.from_file("broken.txt", load=json.load)
    except ValueError as error:
        log.append("bad json")
    show("kept", config["JSON_KEY"])


def namespaces():
    config = app.config
    config.update(IMAGE_STORE_TYPE="fs", IMAGE_STORE_PATH="/x", IMAGE_STORE="root", image_store_low=1)
    show("ns", config.get_namespace("IMAGE_STORE_"))
    show("ns", config.get_namespace("IMAGE_STORE_", lowercase=False))
    show("ns", config.get_namespace("IMAGE_STORE_", trim_namespace=False))
    show("ns", config.get_namespace("image_"))
    show("ns", config.get_namespace(""[:0] + "NOPE_"))


def mappings():
    config = Flask("m").config
    log.append(str(config.from_mapping([("A", 1), ("b", 2), ("C1", 3), ("_D", 4), ("É", 5), ("1", 6), ("MIXed", 7)])))
    log.append(str(config.from_mapping({"E": 1}, F=2, g=3)))
    log.append(str([key in config for key in ("A", "b", "C1", "_D", "É", "1", "MIXed", "E", "F", "g")]))
    config.setdefault("A", 9)
    config.setdefault("NEW", 9)
    log.append(f"{config['A']} {config['NEW']} {config.get('ABSENT')} {config.get('ABSENT', 1)}")
    del config["NEW"]
    log.append(str("NEW" in config))
    log.append(f"{len([key for key in config if key == 'A'])} {dict(A=1).items() <= config.items()}")


class Base:
    TESTING = False
    DB = "base"


class Production(Base):
    DB = "prod"
    _PRIVATE = "p"
    lower = "no"

    @property
    def COMPUTED(self):
        return "computed " + self.DB


def objects():
    config = Flask("o").config
    config.from_object(Production)
    log.append(f"{config['DB']} {config['TESTING']} {config['_PRIVATE']} {'lower' in config}")
    config.from_object(Production())
    log.append(config["COMPUTED"])
