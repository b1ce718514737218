/* The program's door: the command table is in commands/, the exit status is decided here. */
#include <stdio.h>

int main(void)
{
    puts("galley " GALLEY_VERSION);
    return 0;
}
