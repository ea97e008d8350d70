from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Floor 11: what all pages share."""

    name = "parvis.web.shell"
    label = "shell"
