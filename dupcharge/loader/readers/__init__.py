"""Readers: bytes of one kind of file to tables of text cells. None knows what a column means."""
