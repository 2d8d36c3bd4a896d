-- A try need not wait for the disk. An orderly restart keeps the counts, a crash of PostgreSQL forgets them.
ALTER TABLE throttles SET UNLOGGED;
