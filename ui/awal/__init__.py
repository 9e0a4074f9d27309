"""The first start: which region, which agencies."""
