"""Where it gathers: a space-time scan for living clusters and Gi* for districts."""

from rasid.assess.hotspots.gi import HotDistrict, hot_districts
from rasid.assess.hotspots.scan import Cluster, scan

__all__ = ["Cluster", "HotDistrict", "hot_districts", "scan"]
