from django.db import migrations


class Migration(migrations.Migration):
    """The table of Django's cache in the store, as its `createcachetable` would make it: a command can't be forgotten this way."""

    dependencies = [
        ('core', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(
            [
                'CREATE TABLE core_cache (cache_key varchar(255) NOT NULL PRIMARY KEY, value text NOT NULL, '
                'expires timestamp with time zone NOT NULL)',
                'CREATE INDEX core_cache_expires ON core_cache (expires)',
            ],
            'DROP TABLE core_cache',
        ),
    ]
