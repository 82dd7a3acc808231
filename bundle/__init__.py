"""One archive a platform that installs without internet: locked wheels, start scripts, licences, a bill of materials."""
