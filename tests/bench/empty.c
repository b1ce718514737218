/* Does nothing, with everything that galley links loaded. */
int main(void) {
    return 0;
}
