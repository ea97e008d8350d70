from django.urls import path

from parvis.web.shell import sign_in
from parvis.web.shell.welcome import welcome

app_name = "shell"
urlpatterns = [
    path("start/", sign_in.start, name="start"),
    path("act-for/", sign_in.act_for, name="act-for"),
    path("welcome/<str:token>/", welcome, name="welcome"),
]
