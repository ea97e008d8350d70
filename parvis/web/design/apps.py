"""The design system as a Django application, so that its template tags are found."""

from __future__ import annotations

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Label `design`; holds no models."""

    name = "parvis.web.design"
    label = "design"
