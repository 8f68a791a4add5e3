"""Pages of files that others made, so that they may stand in a conforming document.

Nothing is copied that is not known: each kind of object has a list of what it may hold, and
whatever else a file carries (actions, scripts, old tags, layers, private data) cannot come in.
What would be seen and cannot be made to conform is reported as a `Fault`, never dropped in silence.
"""
