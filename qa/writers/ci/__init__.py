"""Findings in the formats of build servers, code hosts and code scanning."""
