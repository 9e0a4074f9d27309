"""Help: the manual at the place one is at, a tour of the window, news, a report of a problem."""
