#include <cstdio>

int main() {
  std::puts("posproof");
  return 0;
}
