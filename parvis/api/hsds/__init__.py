"""The directory for anybody's program: HSDS 3.0, valid as Open Referral UK 3.0 too. Reading only, no key, from any site."""
