# Our own wording, not the standard's text.
star-1 = Companies that come in are received, and a few clearly described services get done for them. Someone plans and looks after the daily work.
star-2 = It is clear how well the institution means to serve companies. The main services have become fixed offers, and where they are heading and how each case is handled are written down and followed.
star-3 = The direction is clear, and staff go out to learn what companies need and fit services to them. Every service runs by the same methods, and the key people and resources are its own.
star-4 = Figures show how well services work, and the data sit together on one platform. The institution sees ahead what companies will want and shifts its effort accordingly, in line with its long-term direction.
star-5 = New services and methods keep coming, peers come to learn and use them, and the institution gladly passes on what it knows. Companies benefit for years, and the sector and society are better for it.
