import re
from flask import Flask, request, render_template, flash, redirect, url_for, session
class ValidationError(ValueError): pass
class Field:
    def __init__(self, label, validators=(), default=""):
        self.label, self.validators, self.data, self.errors, self.default = label, validators, default, [], default
    def validate(self):
        self.errors = []
        for v in self.validators:
            try: v(self)
            except ValidationError as e: self.errors.append(str(e))
        return not self.errors
    def __call__(self, **kw):
        from markupsafe import Markup, escape
        attrs = "".join(f' {k.rstrip("_")}="{escape(v)}"' for k, v in sorted(kw.items()))
        return Markup(f'<input name="{self.name}" value="{escape(self.data)}"{attrs}>')
def length(min, max):
    def check(f):
        if not min <= len(f.data) <= max: raise ValidationError(f"must be {min} to {max} long")
    return check
def email(f):
    if not re.match(r"^[^@]+@[^@]+$", f.data): raise ValidationError("no <email>")
class Form:
    def __init__(self, data):
        self.username = Field("Username", [length(4, 25)])
        self.email = Field("Email", [length(6, 35), email])
        self.accept = Field("I accept")
        for n, f in self.fields().items():
            f.name = n
            f.data = data.get(n, f.default)
    def fields(self): return {k: v for k, v in vars(self).items() if isinstance(v, Field)}
    def validate(self): return all([f.validate() for f in self.fields().values()])
    def __iter__(self): return iter(self.fields().values())
app = Flask(__name__)
app.secret_key = "forms"
users = []
@app.route("/register", methods=["GET", "POST"])
def register():
    form = Form(request.form)
    if request.method == "POST" and form.validate():
        users.append((form.username.data, form.email.data, "accept" in request.form))
        flash("Thanks for registering", "success")
        return redirect(url_for("login"))
    return render_template("register.html", form=form), 422 if request.method == "POST" else 200
@app.route("/login")
def login(): return render_template("login.html", users=users)
