"""Reports of grading leave out the inputs that students have not seen."""

from tinkernet.checks import Reason, Report, RespondentHere, examine
from tinkernet.exercises import find

MSE = find("mse")


def wrong_for_many_points(y_hat, y):
    """Right on the small fixed cases, wrong where more points are drawn."""
    error = (y_hat.ravel() - y.ravel()) ** 2
    return error.mean() + (error.size > 5)


def verdict(answer, *, hide):
    return examine(MSE, RespondentHere([answer]), seed=12345, hide_cases=hide)


def test_a_secret_case_is_named_but_its_numbers_are_not_shown():
    shown, hidden = (verdict(wrong_for_many_points, hide=hide) for hide in (False, True))
    assert shown.failing.arguments
    assert not hidden.failing.arguments
    assert hidden.failing.expected is None
    assert hidden.failing.got is None
    text = str(Report(MSE, hidden))
    assert "its numbers are not shown" in text
    assert str(shown.failing.got)[:6] not in text


def test_the_score_and_the_reason_stay():
    shown, hidden = (verdict(wrong_for_many_points, hide=hide) for hide in (False, True))
    assert (hidden.score, hidden.reason, hidden.passed) == (shown.score, shown.reason, False)


def test_a_case_that_everybody_knows_is_shown():
    found = verdict(lambda y_hat, y: ((y_hat.ravel() - y.ravel()) ** 2).sum(), hide=True)
    assert found.mistake == "sum_for_mean"
    assert found.failing.arguments


def test_what_an_error_says_does_not_quote_a_secret_input():
    def quotes(y_hat, y):
        if y_hat.size > 5:
            raise ValueError("".join(["se", "cret"]))
        return ((y_hat.ravel() - y.ravel()) ** 2).mean()

    found = verdict(quotes, hide=True)
    assert found.reason is Reason.RAISED
    assert "secret" not in str(Report(MSE, found))
    assert "secret" not in found.message
    assert "ValueError" in found.message


def test_what_it_printed_on_a_secret_case_is_not_shown():
    def prints(y_hat, y):
        print("input", y_hat)
        return wrong_for_many_points(y_hat, y)

    assert "input" not in str(Report(MSE, verdict(prints, hide=True)))
