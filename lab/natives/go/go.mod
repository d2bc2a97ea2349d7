module selvedge/lab/natives

go 1.19
