"""Events of many articles to incidents."""
