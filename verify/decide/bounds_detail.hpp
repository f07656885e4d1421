#pragma once
#include "bounds.hpp"

// Arithmetic of bound forms, shared by the files that build them.

namespace posproof::detail {

/// Ends with large denominators moved outward.
ExtendedRange tidied(ExtendedRange r);
bool is_zero(const ExtendedRange& r);
Signs signs_of(const ExtendedRange& r);
BoundForm interval_form(const ExtendedRange& r);
BoundForm negated(const BoundForm& a);
BoundForm plus(const BoundForm& a, const BoundForm& b);
BoundForm times(const BoundForm& a, const BoundForm& b);
BoundForm::Powers times(const BoundForm::Powers& a, const BoundForm::Powers& b);
BoundForm::Powers raised(const BoundForm::Powers& a, const Rational& q);

}  // namespace posproof::detail
