"""Hosts made of network namespaces, faults in them, and visitors who count what they lose."""
