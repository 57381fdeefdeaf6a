"""What readers and writers of one format share: archives, XML, HTML, TEI, and files of which only some bytes change."""
