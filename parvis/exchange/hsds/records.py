"""The records that the reader yields and the writer takes, and what a reading tells about itself.

The records are the directory's own contract (`parvis.directory.incoming`) under the names HSDS readers know: there is one
set of shapes, so nothing can be lost between two of them.
"""

from __future__ import annotations

from parvis.directory.incoming import AccessibilityIn as AccessibilityRecord
from parvis.directory.incoming import AddressIn as AddressRecord
from parvis.directory.incoming import AreaIn as AreaRecord
from parvis.directory.incoming import ChangeIn as ChangeRecord
from parvis.directory.incoming import ContactIn as ContactRecord
from parvis.directory.incoming import CostIn as CostRecord
from parvis.directory.incoming import DocumentIn as DocumentRecord
from parvis.directory.incoming import LanguageIn as LanguageRecord
from parvis.directory.incoming import LocationIn as LocationRecord
from parvis.directory.incoming import OrganisationIn as OrganisationRecord
from parvis.directory.incoming import PhoneIn as PhoneRecord
from parvis.directory.incoming import ScheduleIn as ScheduleRecord
from parvis.directory.incoming import ServiceIn as ServiceRecord
from parvis.directory.incoming import TopicIn as TaxonomyTermRecord
from parvis.directory.readings import Reading
from parvis.engines.intake.problems import KEPT, REJECTED, REPAIRED, FileCount, Problem

__all__ = [
    "KEPT",
    "REJECTED",
    "REPAIRED",
    "AccessibilityRecord",
    "AddressRecord",
    "AreaRecord",
    "ChangeRecord",
    "ContactRecord",
    "CostRecord",
    "DocumentRecord",
    "FileCount",
    "LanguageRecord",
    "LocationRecord",
    "OrganisationRecord",
    "PhoneRecord",
    "Problem",
    "Reading",
    "ScheduleRecord",
    "ServiceRecord",
    "TaxonomyTermRecord",
]
