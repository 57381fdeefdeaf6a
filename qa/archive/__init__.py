"""An archive: documents to partitions of what was found in them, portion by portion, on the machines of a cluster."""
