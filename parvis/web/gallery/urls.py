"""`/<lang>/design/`."""

from __future__ import annotations

from django.urls import path

from parvis.web.gallery import views

app_name = "design"
urlpatterns = [path("", views.gallery, name="gallery")]
