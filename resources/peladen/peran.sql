-- Kelompok pengguna KKB Desk. Dijalankan sekali oleh pengelola PostgreSQL (superuser), tersambung ke
-- basis data kantor yang masih kosong:  psql -d kkb -f peran.sql
--
-- kkb_baca   melihat saja
-- kkb_tulis  bekerja: semua catatan, kecuali pengaturan, daftar acuan dan orang
-- kkb_admin  juga pengaturan, daftar acuan, orang, penyiapan, pembaruan skema dan pemindahan
--
-- Tabelnya sendiri dibuat oleh program, yang memberi hak kepada ketiga kelompok ini tiap kali
-- skemanya dibuat atau diperbarui. Boleh dijalankan lagi.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kkb_baca') THEN
        CREATE ROLE kkb_baca NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kkb_tulis') THEN
        CREATE ROLE kkb_tulis NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kkb_admin') THEN
        CREATE ROLE kkb_admin NOLOGIN;
    END IF;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format(
        'GRANT CONNECT ON DATABASE %I TO kkb_baca, kkb_tulis, kkb_admin', current_database()
    );
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO kkb_baca, kkb_tulis;
GRANT USAGE, CREATE ON SCHEMA public TO kkb_admin;

-- Satu pengguna untuk tiap orang, misalnya:
--   CREATE ROLE ani LOGIN PASSWORD '…' IN ROLE kkb_admin;
--   CREATE ROLE budi LOGIN PASSWORD '…' IN ROLE kkb_tulis;
--   CREATE ROLE tamu LOGIN PASSWORD '…' IN ROLE kkb_baca;
