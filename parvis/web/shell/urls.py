from django.urls import path

from parvis.web.shell import account, second, sign_in
from parvis.web.shell.leave import leave
from parvis.web.shell.welcome import welcome

app_name = "shell"
urlpatterns = [
    path("leave/", leave, name="leave"),
    path("start/", sign_in.start, name="start"),
    path("sign-in/password/", second.own_password, name="own_password"),
    path("sign-in/code/", second.second, name="second"),
    path("sign-in/app/", second.set_up, name="set_up"),
    path("sign-in/typed/", second.typed, name="typed"),
    path("account/", account.account, name="account"),
    path("account/codes/", account.paper_codes, name="account_codes"),
    path("account/app/", account.app, name="account_app"),
    path("account/passkeys/new/", account.passkey, name="account_passkey"),
    path("account/passkeys/<uuid:passkey>/remove/", account.remove_passkey, name="remove_passkey"),
    path("act-for/", sign_in.act_for, name="act-for"),
    path("welcome/<str:token>/", welcome, name="welcome"),
]
