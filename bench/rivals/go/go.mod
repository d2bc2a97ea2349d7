module selvedge/bench/rivals

go 1.19
