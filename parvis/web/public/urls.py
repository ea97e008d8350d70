"""Addresses of the public pages, after the language."""

from django.urls import path

from parvis.web.public.views import about, guide, home, offer, organisations, place, report, results, service

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", results.results, name="search"),
    path("place/", place.place, name="place"),
    path("service/<uuid:public_id>/", service.service, name="service"),
    path("service/<uuid:public_id>/print/", service.service_print, name="service_print"),
    path("offer/<uuid:public_id>/", offer.offer, name="offer"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisation/<uuid:public_id>/", organisations.organisation, name="organisation"),
    path("guide/<slug:name>/", guide.guide, name="guide"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("data/", about.data, name="data"),
    path("report/", report.report, name="report"),
    path("report/thanks/", report.thanks, name="report_thanks"),
]
